using System.Globalization;
using Revoke.Drivers.Alsa;
using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary>
/// <c>sound USE=NAME…</c>: uses sound cards, each use in a thread of its own: <c>write</c>, <c>async</c>, <c>drain</c> and <c>ring</c> play, <c>read</c> and <c>poll</c> record, <c>control</c> and <c>events</c> wait for what becomes of its elements. Ready when each has moved something. Orders: <c>touch LABEL</c> tries
/// everything again, <c>revoke</c> takes all away with the card still there, <c>close</c> has nothing to do.
/// </summary>
internal static class SoundHolder
{
    internal static int Run(AlsaDriver alsa, string[] uses)
    {
        var all = uses.Select(use => use.Split('=', 2)).Select(use => HeldSound.Open(alsa, use[0], use[1])).ToList();
        var card = all[0].Scope.Device!;
        var held = new Held(FirstSign.Expect(card.DevicePath, $"/dev/snd/controlC{card.Name["card".Length..]}", isSoundControl: true));
        all.ForEach(use => use.Start(held));
        SpinWait.SpinUntil(() => all.TrueForAll(static use => use.HasBegun));
        Report.Mark("ready");
        _ = held.ReportAsync();
        Orders.Obey(
            ("touch", "touched", label => all.ForEach(use => use.Touch(label))),
            ("revoke", "revoked", _ => Report.Fact("stuck", all.Sum(static use => use.Scope.Revoke(RevokeReason.Policy("asked for"), TimeSpan.FromSeconds(1)).Stuck.Count).ToString(CultureInfo.InvariantCulture))),
            ("close", "closed", static _ => { }));
        return 0;
    }
}

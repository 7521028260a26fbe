using System.Globalization;
using Revoke.Drivers.Alsa;
using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Holders;

/// <summary>
/// <c>sound [generations] USE=NAME…</c>: uses sound cards, each use in a thread of its own: <c>write</c>, <c>async</c>, <c>drain</c> and <c>ring</c> play, <c>read</c> and <c>poll</c> record, <c>control</c> and <c>events</c> wait for what becomes of its elements.
/// Ready when each has moved something. <c>generations</c> is ready at once, and again for each card that comes as the one that is named first. Orders: <c>touch LABEL</c> tries everything again that was ever used,
/// <c>revoke</c> takes all away with the card still there, <c>close</c> has nothing to do.
/// </summary>
internal static class SoundHolder
{
    internal static int Run(AlsaDriver alsa, string[] uses)
    {
        var all = new List<HeldSounds>();
        if (uses is ["generations", .. var following])
        {
            _ = Task.Run(() => FollowAsync(alsa, [.. following.Select(Parse)], all));
            Report.Mark("ready");
        }
        else
        {
            all.Add(new HeldSounds([.. uses.Select(Parse).Select(use => HeldSound.Open(alsa, use.Use, use.Name))]));
            all[0].Start();
            _ = all[0].ReportAsync();
        }

        Orders.Obey(
            ("touch", "touched", label => ForEach(all, held => held.Touch(label))),
            ("revoke", "revoked", _ => ForEach(all, static held => Report.Fact("stuck", held.Revoke().ToString(CultureInfo.InvariantCulture)))),
            ("close", "closed", static _ => { }));
        return 0;
    }

    private static (string Use, string Name) Parse(string use) => use.Split('=', 2) is [var name, var pcm] ? (name, pcm) : throw new ArgumentException($"'{use}' is not USE=NAME.", nameof(use));

    private static async Task FollowAsync(AlsaDriver alsa, (string Use, string Name)[] uses, List<HeldSounds> all)
    {
        try
        {
            await foreach (var pcm in alsa.PlaybackGenerationsAsync(uses[0].Name, HeldSound.Stereo, HeldSound.Near))
            {
                Report.Fact("generation", pcm.Generation);
                Report.Fact("card", pcm.Scope.Device!.Name);
                var held = new HeldSounds([HeldPcm.Writer(uses[0].Use, pcm), .. uses.Skip(1).Select(use => OpenSettled(alsa, use.Use, use.Name))]);
                lock (all)
                {
                    all.Add(held);
                }

                held.Start();
                await held.ReportAsync();
            }
        }
        catch (Exception exception)
        {
            Report.Fact("loop", How.Says(exception));
            Report.Log(exception.ToString());
        }
    }

    // The nodes of a card come one after the other.
    private static HeldSound OpenSettled(AlsaDriver alsa, string use, string name)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return HeldSound.Open(alsa, use, name);
            }
            catch (FileNotFoundException) when (attempt < 100)
            {
                Thread.Sleep(10);
            }
        }
    }

    private static void ForEach(List<HeldSounds> all, Action<HeldSounds> action)
    {
        lock (all)
        {
            all.ForEach(action);
        }
    }
}

using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary>Uses of sound cards that begin and end together. The kernel takes several cards away one after the other, so each has its own first sign.</summary>
internal sealed class HeldSounds
{
    private readonly HeldSound[] _uses;
    private readonly Dictionary<string, Held> _cards;

    internal HeldSounds(HeldSound[] uses)
    {
        _uses = uses;
        _cards = uses.Select(static use => use.Scope.Device!).DistinctBy(static card => card.DevicePath, StringComparer.Ordinal).ToDictionary(
            static card => card.DevicePath,
            static card => new Held(FirstSign.Expect(card.DevicePath, $"/dev/snd/controlC{card.Name["card".Length..]}", isSoundControl: true)),
            StringComparer.Ordinal);
    }

    /// <summary>Starts everything, and says <c>ready</c> when each has moved something.</summary>
    internal void Start()
    {
        foreach (var use in _uses)
        {
            use.Start(CardOf(use));
        }

        SpinWait.SpinUntil(() => _uses.All(static use => use.HasBegun));
        Report.Mark("ready");
    }

    internal Task ReportAsync() => Held.ReportAsync(_cards.Values);

    /// <summary>Tries what has ended once more, and looks whether the others go on.</summary>
    internal void Touch(string label)
    {
        foreach (var use in _uses)
        {
            if (CardOf(use).IsOver(use.Use))
            {
                use.Touch(label);
            }
            else
            {
                Report.Fact($"{label} {use.Use}", use.GoesOn() ? "goes on" : "stands still");
            }
        }
    }

    /// <summary>Takes all away; how many are still inside.</summary>
    internal int Revoke() => _uses.Sum(static use => use.Scope.Revoke(RevokeReason.Policy("asked for"), TimeSpan.FromSeconds(1)).Stuck.Count);

    private Held CardOf(HeldSound use) => _cards[use.Scope.Device!.DevicePath];
}

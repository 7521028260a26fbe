using Revoke.Cli.Demo.Reports;
using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Views;

/// <summary>For <c>--json</c>.</summary>
internal sealed class SilentSoundView : ISoundView
{
    internal static SilentSoundView Instance { get; } = new();

    public Task<SoundDemoReport> ShowAsync(Func<Task<SoundDemoReport>> demo) => demo();

    public void Playing(AlsaPcm pcm, string? card)
    {
    }

    public void Heard(TimeSpan elapsed, double decibels, long frames)
    {
    }

    public void TakenAway(RevokeOutcome outcome)
    {
    }
}

using Revoke.Cli.Demo.Reports;
using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Views;

/// <summary>Is told what goes on in <c>demo alsa</c>.</summary>
internal interface ISoundView
{
    /// <summary>Runs the demo and shows what it tells.</summary>
    Task<SoundDemoReport> ShowAsync(Func<Task<SoundDemoReport>> demo);

    /// <summary>It begins to play.</summary>
    /// <param name="pcm">To this PCM.</param>
    /// <param name="card">The card's name, if it is known.</param>
    void Playing(AlsaPcm pcm, string? card);

    /// <summary>How loud it is, several times a second.</summary>
    void Heard(TimeSpan elapsed, double decibels, long frames);

    void TakenAway(RevokeOutcome outcome);
}

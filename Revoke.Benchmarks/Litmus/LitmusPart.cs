namespace Revoke.Benchmarks.Litmus;

/// <summary>A part of the run.</summary>
/// <param name="Name">What its line is called.</param>
/// <param name="Share">Its share of the time, in percent.</param>
/// <param name="Play">Plays it until its stage says that it is over; the number of revokes.</param>
internal sealed record LitmusPart(string Name, int Share, Func<Stage, long> Play);

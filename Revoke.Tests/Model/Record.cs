namespace Revoke.Tests.Model;

/// <summary>One step as it ran: its interval on a clock that all threads share.</summary>
/// <param name="Step">The step.</param>
/// <param name="Target">The file it was about, or -1.</param>
/// <param name="Begin">When it was called.</param>
/// <param name="End">When it returned.</param>
/// <param name="Effect">What it came to.</param>
internal sealed record Record(Step Step, int Target, long Begin, long End, Effect Effect);

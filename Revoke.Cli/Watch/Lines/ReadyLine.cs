namespace Revoke.Cli.Watch.Lines;

/// <summary>The first line: from here nothing is missed.</summary>
/// <param name="Time">When it was.</param>
/// <param name="Listening">Whether events arrive at all; if not, what is followed is looked at from time to time.</param>
internal sealed record ReadyLine(DateTimeOffset Time, bool Listening) : WatchLine(Time)
{
    internal static ReadyLine Create(bool listening) => new(Now, listening);

    internal override (string Word, string Text) Describe() =>
        ("ready", Listening ? "listening for device events" : "there are no device events here; what is followed is looked at every 2 s");
}

namespace Revoke.Cli.Watch.Lines;

/// <summary>A device that is to be followed is not there yet; it is waited for.</summary>
/// <param name="Time">When it was looked for.</param>
/// <param name="Id">The device, as it was asked for.</param>
internal sealed record AbsentLine(DateTimeOffset Time, string Id) : WatchLine(Time)
{
    internal static AbsentLine Create(string id) => new(Now, id);

    internal override (string Word, string Text) Describe() => ("absent", $"{Id} is not there yet");
}

using System.Text.Json.Serialization;

namespace Revoke.Cli.Demo.Reports;

/// <summary>What every demo prints with <c>--json</c>.</summary>
/// <param name="Result">What became of the handles.</param>
/// <param name="WithoutLibrary">The same without the library; empty if that was left out.</param>
/// <param name="Leaked">What the descriptors refer to that were left open, as <c>/proc/self/fd</c> has it.</param>
internal abstract record DemoReport(
    [property: JsonIgnore] GuardedResult Result,
    IReadOnlyList<HandleReport> WithoutLibrary,
    IReadOnlyList<string> Leaked)
{
    /// <summary>What was slept in.</summary>
    public IReadOnlyList<DeviceReport> Devices => Result.Devices;

    /// <summary>What could not be, and why.</summary>
    public IReadOnlyList<string> Skipped => Result.Skipped;

    /// <summary>What became of each handle.</summary>
    public IReadOnlyList<HandleReport> Handles => Result.Handles;

    /// <summary>The steps of the revoke.</summary>
    public TimelineReport Timeline => Result.Timeline;

    /// <summary>The number of files opened.</summary>
    public int Opened => Result.Handles.Count;

    /// <summary>The number of files released.</summary>
    public int Released => Result.Released;

    /// <summary>The number of descriptors that were left open.</summary>
    public int LeakedDescriptors => Leaked.Count;

    /// <summary>Whether all handles died, each was released once, and nothing leaked.</summary>
    public virtual bool Ok => Result.IsCompleted && Handles.All(static handle => handle.IsDead) && Released == Opened && Leaked.Count == 0;
}

using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Stages;

/// <summary>A device that goes and comes back.</summary>
/// <param name="Report">What it is.</param>
/// <param name="Id">What it is followed by.</param>
/// <param name="Path">Its device path, by which events name it.</param>
/// <param name="Plans">The handles that are going to sleep in it.</param>
/// <param name="Prove">Uses the generation that is there, and says what it did. Throws if that fails.</param>
internal sealed record StagedDevice(DeviceReport Report, DeviceId Id, string Path, IReadOnlyList<HandlePlan> Plans, Func<RevokeScope, Task<string>> Prove);

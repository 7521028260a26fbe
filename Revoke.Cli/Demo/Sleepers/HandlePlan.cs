using Microsoft.Win32.SafeHandles;

namespace Revoke.Cli.Demo.Sleepers;

/// <summary>One handle that is going to sleep, and both ways to open it.</summary>
/// <param name="Name">The device, as people know it.</param>
/// <param name="Operation">What it sleeps in.</param>
/// <param name="Open">Opens it on a scope.</param>
/// <param name="OpenBare">Opens it as any program does.</param>
internal sealed record HandlePlan(string Name, SleepOperation Operation, Func<RevokeScope, RevocableFile> Open, Func<SafeFileHandle> OpenBare);

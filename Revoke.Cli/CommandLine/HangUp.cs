using System.Runtime.InteropServices;
using Revoke.Cli.Interop;

namespace Revoke.Cli.CommandLine;

/// <summary>A terminal that is closed ends a command as SIGTERM does, so that it can put things in order.</summary>
internal static class HangUp
{
    /// <summary>Until it is disposed. Who ignores SIGHUP, as under nohup(1), goes on doing so.</summary>
    internal static IDisposable EndLikeTermination() => PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context =>
    {
        context.Cancel = true;
        Native.Check(DeviceLibc.kill(Environment.ProcessId, DeviceLibc.SIGTERM), "kill");
    });
}

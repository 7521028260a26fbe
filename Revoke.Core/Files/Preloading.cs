using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

/// <summary>
/// Loads what a first sleep needs when the first file is opened: a process that is out of descriptors cannot load the assemblies
/// behind these types any more, and would fail with that instead of the error it has.
/// </summary>
internal static class Preloading
{
    private static readonly Type[] s_types =
    [
        typeof(ReadOperation),
        typeof(WriteOperation),
        typeof(PollOperation),
        typeof(FasyncSubscription),
        typeof(ReadinessMonitor),
        typeof(BlockingWaiter),
        typeof(System.Threading.Channels.ChannelWriter<PollEvents>),
    ];

    internal static bool IsDone => s_types.Length > 0;
}

using System.Runtime.CompilerServices;
using Revoke.Guards;
using Revoke.Waiting;

namespace Revoke.Tests.Support;

/// <summary>Looks into a file's queue of sleepers: who stands there is asleep, or will be in a moment and misses nothing meanwhile.</summary>
internal static class SleepersOf
{
    public static int Count(RevocableFile file)
    {
        using var guard = UninterruptedLock.Take(file.Sleepers);
        var count = 0;
        for (var waiter = First(file.Sleepers); waiter is not null; waiter = waiter.Next)
        {
            count++;
        }

        return count;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_first")]
    private static extern ref Waiter? First(WaitQueue queue);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DotNext.Threading;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>The same with what .NET and others have for it.</summary>
internal static class OtherPasses
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfHandle(SafeHandle handle, int times)
    {
        var refused = 0L;
        for (var i = 0; i < times; i++)
        {
            var added = false;
            handle.DangerousAddRef(ref added);
            refused += added ? 0 : 1;
            handle.DangerousRelease();
        }

        return refused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfHandleInFunction(SafeHandle handle, int times)
    {
        var refused = 0L;
        for (var i = 0; i < times; i++)
        {
            refused += OnceOfHandle(handle) ? 0 : 1;
        }

        return refused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfCounter(CountedObject item, int times)
    {
        var closed = 0L;
        for (var i = 0; i < times; i++)
        {
            if (!item.TryEnter() || item.Leave())
            {
                closed++;
            }
        }

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfReaderWriterLock(ReaderWriterLockSlim readers, int times)
    {
        for (var i = 0; i < times; i++)
        {
            readers.EnterReadLock();
            readers.ExitReadLock();
        }

        return times;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfMonitor(StrongBox<bool> closed, int times)
    {
        var seen = 0L;
        for (var i = 0; i < times; i++)
        {
            lock (closed)
            {
                seen += closed.Value ? 1 : 0;
            }
        }

        return seen;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfDotNext(AsyncReaderWriterLock readers, int times)
    {
        var refused = 0L;
        for (var i = 0; i < times; i++)
        {
            if (readers.TryEnterReadLock())
            {
                readers.Release();
            }
            else
            {
                refused++;
            }
        }

        return refused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool OnceOfHandle(SafeHandle handle)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        handle.DangerousRelease();
        return added;
    }
}

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
        do
        {
            var added = false;
            handle.DangerousAddRef(ref added);
            refused += added ? 0 : 1;
            handle.DangerousRelease();
        }
        while (--times > 0);

        return refused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfHandleInFunction(SafeHandle handle, int times)
    {
        var refused = 0L;
        do
        {
            refused += OnceOfHandle(handle) ? 0 : 1;
        }
        while (--times > 0);

        return refused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfCounter(CountedObject item, int times)
    {
        var closed = 0L;
        do
        {
            if (!item.TryEnter() || item.Leave())
            {
                closed++;
            }
        }
        while (--times > 0);

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfReaderWriterLock(ReaderWriterLockSlim readers, int times)
    {
        var left = times;
        do
        {
            readers.EnterReadLock();
            readers.ExitReadLock();
        }
        while (--left > 0);

        return times;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfMonitor(StrongBox<bool> closed, int times)
    {
        var seen = 0L;
        do
        {
            lock (closed)
            {
                seen += closed.Value ? 1 : 0;
            }
        }
        while (--times > 0);

        return seen;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfDotNext(AsyncReaderWriterLock readers, int times)
    {
        var refused = 0L;
        do
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
        while (--times > 0);

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

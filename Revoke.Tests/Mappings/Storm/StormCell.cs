using Microsoft.Win32.SafeHandles;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Storm;

/// <summary>One mapping of the storm. Every value of its page names slot and generation, so that memory of anybody else is known when it is seen.</summary>
internal sealed unsafe class StormCell
{
    private readonly byte* _pointer;
    private int _rawReaders;
    private bool _isRetired;

    public StormCell(RevokeScope scope, int slot, long generation)
    {
        Canary = ((ulong)(slot + 1) << 48) | ((ulong)generation << 8) | 0xA5;
        After = (AfterRevoke)(slot % 3);
        IsDevice = slot % 4 == 0;
        using var file = new SafeFileHandle(Descriptor.Check(Native.memfd_create("storm", 0), "memfd_create"), ownsHandle: true);
        var page = new ulong[Values];
        Array.Fill(page, Canary);
        RandomAccess.Write(file, System.Runtime.InteropServices.MemoryMarshal.AsBytes<ulong>(page), 0);
        Mapping = scope.Map(file, new() { AfterRevoke = After, IsDeviceMemory = IsDevice });
        _pointer = Mapping.DangerousGetPointer();
    }

    public static int Page => Environment.SystemPageSize;

    public static int Values => Page / sizeof(ulong);

    public RevocableMapping Mapping { get; }

    public ulong Canary { get; }

    public AfterRevoke After { get; }

    /// <summary>What stands there after a revoke.</summary>
    public ulong Policy => After == AfterRevoke.Ones ? ulong.MaxValue : 0;

    /// <summary>Whether it is replaced under who is inside. Where that is a bus error nobody may be inside by then.</summary>
    public bool IsDevice => field && After != AfterRevoke.BusError;

    /// <summary>The revoke has returned: there is nothing but the policy's bytes any more.</summary>
    public bool IsReplaced
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <summary>The address, until <see cref="EndRaw"/>; null if it is about to be given back, or kills.</summary>
    public ulong* TryBeginRaw()
    {
        Interlocked.Increment(ref _rawReaders);
        if (!Volatile.Read(ref _isRetired) && After != AfterRevoke.BusError)
        {
            return (ulong*)_pointer;
        }

        EndRaw();
        return null;
    }

    public void EndRaw() => Interlocked.Decrement(ref _rawReaders);

    /// <summary>The owner's end of it: when nobody has the bare address any more.</summary>
    public void Retire()
    {
        Volatile.Write(ref _isRetired, true);
        Interlocked.MemoryBarrier(); // against TryBeginRaw, which counts before it looks
        SpinWait.SpinUntil(() => Volatile.Read(ref _rawReaders) == 0);
        Mapping.Dispose();
    }

    /// <summary>What a wrong library would do.</summary>
    public void Unmap() => _ = Native.munmap((nint)_pointer, (nuint)Page);

    /// <summary>And another one: somebody else's memory at this address.</summary>
    public void Overlay(SafeFileHandle file) =>
        Native.mmap((nint)_pointer, (nuint)Page, Native.PROT_READ, Native.MAP_PRIVATE | Native.MAP_FIXED, (int)file.DangerousGetHandle(), 0);
}

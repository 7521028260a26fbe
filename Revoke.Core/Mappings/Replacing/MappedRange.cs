using System.Runtime.InteropServices;

namespace Revoke.Mappings;

/// <summary>
/// Mapped addresses. They stay reserved, whatever stands there, until this is disposed and the last pin is gone; nothing else can appear there before. Its finalizer gives
/// back what nobody disposed.
/// </summary>
internal sealed class MappedRange : SafeHandle
{
    private int _pins;

    internal MappedRange(nint address, nuint length, int protection, AfterRevoke policy)
        : base(0, ownsHandle: true)
    {
        Length = length;
        Protection = protection;
        Policy = policy;
        SetHandle(address);
    }

    public override bool IsInvalid => handle == 0;

    internal nint Address => handle;

    internal nuint Length { get; }

    internal int Protection { get; }

    internal AfterRevoke Policy { get; }

    /// <summary>Whether it shows the policy's memory. Written by <see cref="MemoryReplacer"/> under its lock.</summary>
    internal bool IsReplaced
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    internal bool IsPinned => Volatile.Read(ref _pins) > 0;

    /// <summary>Keeps the addresses reserved, whatever happens to the mapping.</summary>
    internal void Pin()
    {
        var added = false;
        DangerousAddRef(ref added);
        Interlocked.Increment(ref _pins);
    }

    internal void Unpin()
    {
        Interlocked.Decrement(ref _pins);
        DangerousRelease();
    }

    /// <summary>Gives the addresses back; those that are still pinned show the policy's memory until the last pin is gone.</summary>
    internal void Retire()
    {
        if (IsPinned)
        {
            MemoryReplacer.Replace([this]);
        }

        Dispose();
    }

    protected override bool ReleaseHandle()
    {
        Leftovers.GiveBack(handle, Length);
        return true;
    }
}

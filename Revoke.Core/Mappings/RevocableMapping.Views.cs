using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke;

/// <content>The ways in.</content>
public sealed unsafe partial class RevocableMapping
{
    /// <summary>Enters for a short, synchronous stay with all of the memory at hand.</summary>
    /// <returns>The view; dispose it on this thread.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="InvalidOperationException">It is longer than a span can be: view a part of it.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    public MappingView View()
    {
        if (_length <= int.MaxValue)
        {
            return View(0, (int)_length);
        }

        ThrowIfDisposed();
        ThrowIfRevoked();
        throw new InvalidOperationException($"{Describe()} has {_length} bytes, more than a span can have: view a part of it.");
    }

    /// <summary>Enters for a short, synchronous stay with a part of the memory at hand.</summary>
    /// <param name="offset">Where it begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <returns>The view; dispose it on this thread.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    public MappingView View(long offset, int length)
    {
        if (!TryView(offset, length, out var view))
        {
            ThrowRefusal();
        }

        return view;
    }

    /// <summary>As <see cref="View(long, int)"/>, without an exception for a revoke.</summary>
    /// <param name="offset">Where it begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <param name="view">The view; dispose it on this thread.</param>
    /// <returns><see langword="false"/> if the scope, or one above it, was revoked, and for no other reason.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryView(long offset, int length, out MappingView view)
    {
        CheckInside(offset, length);
        if (!TryEnterGate(out var ticket))
        {
            ThrowIfDisposed();
            view = default;
            return false;
        }

        if (_pages is not null)
        {
            EnsureReadable(offset, length, ticket);
        }

        view = new MappingView(this, ticket, _address + (nint)offset, length);
        return true;
    }

    /// <summary>Enters for a short, synchronous stay with the memory at hand as registers of exact width.</summary>
    /// <returns>The registers; dispose them on this thread.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    public RegisterView Registers()
    {
        if (!TryEnterGate(out var ticket))
        {
            ThrowRefusal();
        }

        return new RegisterView(this, ticket);
    }

    /// <summary>Enters for a stay that crosses <c>await</c>.</summary>
    /// <param name="offset">Where the memory begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <returns>The hold; dispose it, on any thread.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    public MappingHold Hold(long offset, int length)
    {
        CheckInside(offset, length);
        if (!TryHoldGate("hold", out var ticket))
        {
            ThrowRefusal();
        }

        var hold = new MappingHold(this, ticket, _address + (nint)offset, length);
        try
        {
            _pages?.EnsureReadable(this, offset, length);
            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    internal long OffsetOf(nint address) => address - _address;

    internal nint Address => _address;

    /// <summary>Called inside a stay, before anything is written through it.</summary>
    internal void EnsureWritable(nint address, long length)
    {
        ThrowIfReadOnly();
        _pages?.EnsureWritable(this, OffsetOf(address), length);
    }

    /// <summary>Called inside a stay, before anything is read through it that is not known to be there.</summary>
    internal void EnsureReadable(nint address, long length) => _pages?.EnsureReadable(this, OffsetOf(address), length);

    /// <summary>Whether the memory is there from the beginning.</summary>
    internal bool IsResident => _pages is null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CheckInside(long offset, long length)
    {
        if ((ulong)offset > (ulong)_length || (ulong)length > (ulong)(_length - offset))
        {
            ThrowOutside(offset, length);
        }
    }

    internal void ThrowIfReadOnly()
    {
        if (!CanWrite)
        {
            throw new InvalidOperationException($"{Describe()} is for reading only (MappingOptions.Access).");
        }
    }

    internal void ThrowIfDisposed()
    {
        if (IsDisposed)
        {
            ThrowDisposed();
        }
    }

    internal void ThrowIfRevoked()
    {
        if (IsRevoked)
        {
            throw CreateRefusal();
        }
    }

    private void EnsureReadable(long offset, long length, GateTicket ticket)
    {
        try
        {
            _pages!.EnsureReadable(this, offset, length);
        }
        catch
        {
            LeaveGate(ticket);
            throw;
        }
    }

    private void ThrowDisposed() => throw new ObjectDisposedException(Describe());

    private void ThrowRefusal() => throw CreateRefusal();

    private void ThrowOutside(long offset, long length)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        throw new ArgumentOutOfRangeException(nameof(offset), $"{Describe()} has {_length} bytes: {length} from {offset} on are not inside it.");
    }
}

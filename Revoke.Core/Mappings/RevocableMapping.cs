using Revoke.Mappings;

namespace Revoke;

/// <summary>
/// Mapped memory of a scope. It is reached through views, registers, holds, and uses of its scope; when the scope is revoked harmless bytes take its place, at the
/// same address and in one step, so that nobody who still has that address crashes or reaches anything else.
/// </summary>
/// <remarks>
/// <para>
/// After a revoke: memory of a device that is gone is replaced at once, all other memory once everybody inside has left. The addresses stay reserved until the mapping is
/// disposed (or collected) and the last hold has ended; what is read there meanwhile is decided by <see cref="MappingOptions.AfterRevoke"/>.
/// </para>
/// <para>
/// Errors, in order of precedence: <see cref="ObjectDisposedException"/> if this mapping was disposed; argument exceptions; <see cref="RevokedException"/> if its scope was revoked.
/// A file that somebody truncates under a mapping is a SIGBUS to who touches it, and the end of the process: views cannot help that, <see cref="CopyTo"/> does.
/// </para>
/// </remarks>
public sealed unsafe partial class RevocableMapping : RevocableObject, IReplaceable
{
    private readonly nint _address;
    private readonly long _length;
    private readonly PageSource? _pages;
    private int _ended;
    private bool _isGivenBack;

    /// <summary>Takes over the range. The caller is inside a use of the scope.</summary>
    internal RevocableMapping(RevokeScope scope, string name, MappedRange range, nint offsetInRange, long length, MappingTraits traits, PageSource? pages)
        : base(scope)
    {
        Name = name;
        Range = range;
        Traits = traits;
        _address = range.Address + offsetInRange;
        _length = length;
        _pages = pages;
    }

    /// <summary>What is mapped, for messages: a path, a descriptor, or a driver's name for its file.</summary>
    public string Name { get; }

    /// <summary>How long it is, in bytes.</summary>
    public long Length => _length;

    /// <summary>Whether it can be written to.</summary>
    public bool CanWrite => (Traits & MappingTraits.Writable) != MappingTraits.None;

    /// <summary>Whether it is the memory of a device (<see cref="MappingOptions.IsDeviceMemory"/>).</summary>
    public bool IsDeviceMemory => (Traits & MappingTraits.Device) != MappingTraits.None;

    internal MappedRange Range { get; }

    internal MappingTraits Traits { get; }

    IMemoryReplacer IReplaceable.Replacer => MemoryReplacer.Instance;

    bool IReplaceable.ReplaceUnderUse => (Traits & MappingTraits.ReplaceUnderUse) != MappingTraits.None;

    bool IReplaceable.IsReplaced => Range.IsReplaced || Range.IsClosed;

    bool IReplaceable.IsGivenBack => IsDisposed && !Range.IsPinned;

    string IReplaceable.Describe() => Describe();

    internal override bool NeedsBegin => true;

    internal override bool CanBlock => _pages is { CanBlock: true };

    internal override bool Wake(WakeCause cause)
    {
        if (_pages is not null)
        {
            PageSource.Wake();
        }

        return false;
    }

    // Only of a revoke: where the mapping alone is disposed, the driver serves its file and other mappings, which are to be left in peace.
    internal override void Kick()
    {
        if (Scope.IsRevoked)
        {
            _pages?.Kick();
        }
    }

    internal override string Describe() => $"mapping of '{Name}' of '{Scope.Name}'";

    /// <summary>A name, a length and a state, for debuggers and logs.</summary>
    /// <returns><c>mapping of '/path' of 'scope' (4096 bytes)</c>, and <c>, revoked</c> if it is.</returns>
    public override string ToString() => $"{Describe()} ({_length} bytes{(IsRevoked ? ", revoked" : "")})";

    /// <summary>The address of the first byte, for native code.</summary>
    /// <returns>
    /// The address. Reading it is safe while this object is neither disposed nor collected (<see cref="GC.KeepAlive"/>): after a revoke it has the bytes of
    /// <see cref="MappingOptions.AfterRevoke"/>. It says nothing of the file: see the remarks of this class.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed.</exception>
    public byte* DangerousGetPointer()
    {
        ThrowIfDisposed();
        return (byte*)_address;
    }

    internal override void Release()
    {
        try
        {
            _pages?.Release();
        }
        finally
        {
            EndOne();
        }
    }

    internal override void OnDisposed()
    {
        if (Interlocked.Exchange(ref _isGivenBack, true))
        {
            return;
        }

        EndOne();
        Scope.Teardown?.NoteGivenBack();
    }

    // Released, and disposed by its owner: whichever comes last gives the addresses back.
    private void EndOne()
    {
        if (Interlocked.Increment(ref _ended) == 2)
        {
            Range.Retire();
        }
    }
}

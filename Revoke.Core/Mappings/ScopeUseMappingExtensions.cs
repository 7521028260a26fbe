namespace Revoke;

/// <summary>One stay in a scope, and the memory of all its mappings at hand.</summary>
public static unsafe class ScopeUseMappingExtensions
{
    /// <summary>
    /// A part of a mapping, for as long as the use lasts: nothing is entered or left again. Also in a scope that has been revoked since: who is inside goes on.
    /// </summary>
    /// <param name="use">A use of the mapping's own scope. The span cannot outlive it: that does not compile.</param>
    /// <param name="mapping">The mapping.</param>
    /// <param name="offset">Where the part begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <returns>The memory.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed, or the use has left.</exception>
    /// <exception cref="ArgumentException"><paramref name="use"/> is one of another scope.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory has failed to.</exception>
    public static ReadOnlySpan<byte> Span(this in ScopeUse use, RevocableMapping mapping, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        return new ReadOnlySpan<byte>((void*)mapping.Reach(use, offset, length), length);
    }

    /// <summary>As <see cref="Span"/>, to write to.</summary>
    /// <param name="use">A use of the mapping's own scope.</param>
    /// <param name="mapping">The mapping.</param>
    /// <param name="offset">Where the part begins, in bytes.</param>
    /// <param name="length">How long it is, in bytes.</param>
    /// <returns>The memory.</returns>
    /// <exception cref="ObjectDisposedException">The mapping was disposed, or the use has left.</exception>
    /// <exception cref="ArgumentException"><paramref name="use"/> is one of another scope.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the mapping.</exception>
    /// <exception cref="InvalidOperationException">The mapping is for reading only.</exception>
    /// <exception cref="BusErrorException">The driver that supplies the memory does not allow it.</exception>
    public static Span<byte> WritableSpan(this in ScopeUse use, RevocableMapping mapping, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        var address = mapping.Reach(use, offset, length);
        mapping.EnsureWritable(address, length);
        return new Span<byte>((void*)address, length);
    }
}

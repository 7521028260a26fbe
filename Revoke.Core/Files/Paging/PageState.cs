namespace Revoke.Files;

/// <summary>How far a page of a driver's has come into memory. One that is absent has no state yet; one that is on its way has a <see cref="PageClaim"/>.</summary>
internal class PageState
{
    private protected PageState(bool isReadable) => IsReadable = isReadable;

    /// <summary>The driver has made it, and has to be asked before it is written to.</summary>
    internal static PageState Readable { get; } = new(isReadable: true);

    /// <summary>The driver has nothing more to say about it.</summary>
    internal static PageState Writable { get; } = new(isReadable: true);

    internal bool IsReadable { get; }
}

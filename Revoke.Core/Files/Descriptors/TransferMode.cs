namespace Revoke.Files;

/// <summary>How a descriptor is read and written without sleeping in the call.</summary>
internal enum TransferMode
{
    /// <summary>Plain calls: the descriptor is non-blocking, or its calls can block and are marked so.</summary>
    Plain,

    /// <summary>A socket: MSG_DONTWAIT per call.</summary>
    Socket,

    /// <summary>A blocking descriptor that may know RWF_NOWAIT per call; tried once.</summary>
    NoWait,

    /// <summary>A blocking descriptor that does not: polled first, written in small pieces. A second reader can take the bytes in between (docs/limitations.md).</summary>
    Polled,
}

using Revoke.Interop;

namespace Revoke.Files;

/// <summary>What is behind a descriptor, as far as it decides how to use it.</summary>
internal readonly record struct DescriptorKind
{
    // pipe(7): what POLLOUT of a pipe promises to take without blocking.
    private const int PipeBuffer = 4096;

    // A tty promises one character; more is a bet that fails only on a line that is full to the brim (docs/limitations.md).
    private const int TtyPiece = 64;

    internal DescriptorKind(int mode, bool isNonBlocking)
    {
        var type = mode & Libc.S_IFMT;
        IsFifo = type == Libc.S_IFIFO;
        IsDirectory = type == Libc.S_IFDIR;
        IsBlockDevice = type == Libc.S_IFBLK;
        IsSeekable = type is Libc.S_IFREG or Libc.S_IFBLK;
        PolledPiece = (nuint)(type == Libc.S_IFCHR ? TtyPiece : PipeBuffer);
        Mode = isNonBlocking || IsSeekable ? TransferMode.Plain
            : type == Libc.S_IFSOCK ? TransferMode.Socket
            : TransferMode.NoWait;
    }

    internal bool IsFifo { get; }

    internal bool IsDirectory { get; }

    internal bool IsBlockDevice { get; }

    internal bool IsSeekable { get; }

    internal TransferMode Mode { get; }

    /// <summary>How much is written at a time where only poll tells that a write does not block.</summary>
    internal nuint PolledPiece { get; }
}

namespace Revoke.Drivers;

/// <summary>What is known of a file once it is open: which interfaces its driver implements, and how it was opened.</summary>
[Flags]
internal enum FileAbilities : ushort
{
    None = 0,
    Read = 1,
    Write = 2,
    Seek = 4,
    Truncate = 8,
    Ioctl = 16,
    Poll = 32,
    Fasync = 64,
    Fsync = 128,
    Map = 256,
    Blocking = 512,
    OpenForReading = 1024,
    OpenForWriting = 2048,
    EndMeansGone = 4096,
}

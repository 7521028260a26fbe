namespace Revoke.Drivers;

/// <summary>Which interfaces a driver implements: tested once, at open.</summary>
[Flags]
internal enum FileAbilities
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
}

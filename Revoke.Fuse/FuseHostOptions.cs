using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Revoke.Fuse.Interop;

namespace Revoke.Fuse;

/// <summary>How a host mounts and shows what it has.</summary>
public sealed record FuseHostOptions
{
    /// <summary>Whether other users see the mount, and may do what the permissions of its files allow. Default: yes for root, who alone may always ask for it.</summary>
    public bool AllowOthers { get; init; } = FuseLibc.geteuid() == 0;

    /// <summary>Who owns everything in it. Default: the user of this process.</summary>
    public uint UserId { get; init; } = FuseLibc.geteuid();

    /// <summary>Which group does. Default: that of this process.</summary>
    public uint GroupId { get; init; } = FuseLibc.getegid();

    /// <summary>How files are shown for which nothing else is said.</summary>
    public FuseFileOptions Files { get; init; } = new();

    /// <summary>Where it tells what goes wrong.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>What the scope of the root is created with.</summary>
    public RevokeScopeOptions? ScopeOptions { get; init; }
}

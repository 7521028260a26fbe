using System.Globalization;
using Revoke.Errors;
using Revoke.Fuse.Interop;
using Revoke.Fuse.Serving;
using Revoke.Interop;

namespace Revoke.Fuse;

/// <summary>
/// Shows revocable files as real files: below a mount point, for every process, in any language. Real descriptors and real mappings of them are taken back by revoking their scopes: every call
/// ends, every poller is woken, and every page, private copies too, is a SIGBUS from then on.
/// </summary>
/// <remarks>A process must not open files of its own mount: a thread that waits for itself cannot be helped.</remarks>
public sealed class FuseHost : IDisposable, IAsyncDisposable
{
    private readonly FuseHostOptions _options;
    private FuseSession? _session;

    /// <summary>Creates a host. Nothing is mounted yet.</summary>
    /// <param name="mountPoint">An empty directory.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    public FuseHost(string mountPoint, FuseHostOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mountPoint);
        _options = options ?? new FuseHostOptions();
        MountPoint = Path.GetFullPath(mountPoint);
        Root = new FuseDirectory(new RevokeScope(MountPoint, _options.ScopeOptions), _options.Files);
    }

    /// <summary>Where it is mounted.</summary>
    public string MountPoint { get; }

    /// <summary>The directory at the mount point.</summary>
    public FuseDirectory Root { get; }

    /// <summary>Mounts, and returns when it is served.</summary>
    /// <returns>A task.</returns>
    /// <exception cref="InvalidOperationException">It is mounted already.</exception>
    /// <exception cref="IOException">It cannot be mounted.</exception>
    public async Task StartAsync()
    {
        if (_session is not null)
        {
            throw new InvalidOperationException($"'{MountPoint}' is mounted already.");
        }

        var device = Libc.open("/dev/fuse", Libc.O_RDWR | Libc.O_CLOEXEC, 0);
        if (device < 0)
        {
            throw Errno.ToOpenException(Errno.Last, "/dev/fuse");
        }

        var connection = new Connection(new OwnedDescriptor(device));
        var data = string.Create(CultureInfo.InvariantCulture, $"fd={device},rootmode=40000,user_id={_options.UserId},group_id={_options.GroupId},default_permissions{(_options.AllowOthers ? ",allow_other" : "")}");
        if (FuseLibc.mount("revoke", MountPoint, "fuse.revoke", FuseLibc.MS_NOSUID | FuseLibc.MS_NODEV, data) < 0)
        {
            var error = Errno.Last;
            connection.Dispose();
            throw Errno.ToPathException(error, "mount", MountPoint);
        }

        _session = new FuseSession(connection, Root, _options);
        _session.Start();
        await _session.Initialized.ConfigureAwait(false);
        _session.StartRevoking(MountPoint);
    }

    /// <summary>As <see cref="DisposeAsync"/>, on this thread.</summary>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    /// <summary>Takes everything back from all processes, and unmounts. Idempotent.</summary>
    /// <returns>A task.</returns>
    public async ValueTask DisposeAsync()
    {
        _ = await Root.Scope.RevokeAsync(new RevokeReason(RevokeCause.Disposed, "the host stops")).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _session, null) is not { } session)
        {
            return;
        }

        await session.StopAsync().ConfigureAwait(false);
        _ = FuseLibc.umount2(MountPoint, FuseLibc.MNT_DETACH);
        await Task.Run(session.Dispose).ConfigureAwait(false);
    }
}

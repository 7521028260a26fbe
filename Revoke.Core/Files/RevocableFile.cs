using Revoke.Drivers;
using Revoke.Files;
using Revoke.Waiting;

namespace Revoke;

/// <summary>
/// An open file of a scope. Any thread may call any member at any time; when the scope is revoked, every sleeping call returns at once
/// (one that blocks in the kernel: see <see cref="IBlockingOperations"/>) and every later one is refused.
/// </summary>
/// <remarks>
/// Errors, in order of precedence: <see cref="ObjectDisposedException"/> if this file was disposed; argument exceptions;
/// <see cref="RevokedException"/> if its scope was revoked; <see cref="IOException"/> with the Linux error number as
/// <see cref="Exception.HResult"/> for everything else that the kernel or a driver answers. Nobody holds a use while he sleeps, so a sleeper never delays a revoke.
/// </remarks>
public sealed partial class RevocableFile : RevocableObject
{
    private readonly IFileOperations _operations;
    private FileExtras? _extras;

    internal RevocableFile(RevokeScope scope, IFileOperations operations, string name, FileAccess access, bool endMeansGone)
        : base(scope)
    {
        _operations = operations;
        _traits = (ushort)(operations.GetAbilities()
            | (access.HasFlag(FileAccess.Read) ? FileAbilities.OpenForReading : FileAbilities.None)
            | (access.HasFlag(FileAccess.Write) ? FileAbilities.OpenForWriting : FileAbilities.None)
            | (endMeansGone ? FileAbilities.EndMeansGone : FileAbilities.None));
        Name = name;
    }

    internal WaitQueue Sleepers => Extras.Sleepers;

    /// <summary>The path, the descriptor, or the driver's name for it.</summary>
    public string Name { get; }

    /// <summary>Whether the driver can read and the file is open for it.</summary>
    public bool CanRead => Has(FileAbilities.Read) && Has(FileAbilities.OpenForReading);

    /// <summary>Whether the driver can write and the file is open for it.</summary>
    public bool CanWrite => Has(FileAbilities.Write) && Has(FileAbilities.OpenForWriting);

    /// <summary>Whether the file has a position and a length.</summary>
    public bool CanSeek => Has(FileAbilities.Seek);

    internal override bool CanBlock => Has(FileAbilities.Blocking);

    internal override string Describe() => $"file '{Name}' of '{Scope.Name}'";

    internal override bool NeedsBegin => Volatile.Read(ref _extras) is not null;

    internal override bool HasSubscriber => Volatile.Read(ref _extras) is { } extras && Volatile.Read(ref extras.Fasync) is not null;

    // The gate was closed by an interlocked operation: who makes extras after this look finds it closed.
    internal override bool Wake(WakeCause cause) => Volatile.Read(ref _extras) is { } extras && extras.Sleepers.Close(cause);

    internal override void CleanUpAfterWake() => Volatile.Read(ref _extras)?.Sleepers.CleanUp();

    internal override void Kick() => (_operations as IBlockingOperations)?.Kick();

    private FileExtras Extras
    {
        get
        {
            if (Volatile.Read(ref _extras) is { } there)
            {
                return there;
            }

            var fresh = new FileExtras(Scope.Options.SleepObserver);
            if (Interlocked.CompareExchange(ref _extras, fresh, null) is { } first)
            {
                return first;
            }

            if (IsRevoked)
            {
                fresh.CloseLate(Scope, IsDisposed ? WakeCause.Disposed : WakeCause.Revoked);
            }

            return fresh;
        }
    }

    private bool Has(FileAbilities ability) => ((FileAbilities)_traits & ability) != FileAbilities.None;
}

using Revoke.Drivers;
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
    private readonly FileAbilities _abilities;
    private readonly FileAccess _access;
    private readonly bool _endMeansGone;

    internal RevocableFile(RevokeScope scope, IFileOperations operations, string name, FileAccess access, bool endMeansGone)
        : base(scope)
    {
        _operations = operations;
        _abilities = operations.GetAbilities();
        _access = access;
        _endMeansGone = endMeansGone;
        Name = name;
        Sleepers = new(scope.Options.SleepObserver);
    }

    internal WaitQueue Sleepers { get; }

    /// <summary>The path, the descriptor, or the driver's name for it.</summary>
    public string Name { get; }

    /// <summary>Whether the driver can read and the file is open for it.</summary>
    public bool CanRead => Has(FileAbilities.Read) && _access.HasFlag(FileAccess.Read);

    /// <summary>Whether the driver can write and the file is open for it.</summary>
    public bool CanWrite => Has(FileAbilities.Write) && _access.HasFlag(FileAccess.Write);

    /// <summary>Whether the file has a position and a length.</summary>
    public bool CanSeek => Has(FileAbilities.Seek);

    internal override bool CanBlock => Has(FileAbilities.Blocking);

    internal override string Describe() => $"file '{Name}' of '{Scope.Name}'";

    internal override bool Wake(WakeCause cause) => Sleepers.Close(cause);

    internal override void CleanUpAfterWake() => Sleepers.CleanUp();

    internal override void Kick() => (_operations as IBlockingOperations)?.Kick();

    internal override void Release() => _operations.Release();

    private bool Has(FileAbilities ability) => (_abilities & ability) != FileAbilities.None;
}

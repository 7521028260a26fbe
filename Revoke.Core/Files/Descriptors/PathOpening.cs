using System.Runtime.Versioning;
using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

/// <summary>
/// Opens a path on a scope. While it is inside open(2) it is a use of the scope, known by name and start; while it waits for the
/// reader of a FIFO it is an object of the scope, which a revoke wakes.
/// </summary>
internal sealed class PathOpening : RevocableObject
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(25);

    private readonly WaitQueue _sleepers = new();
    private readonly OpenTarget _target;

    private PathOpening(RevokeScope scope, OpenTarget target)
        : base(scope) => _target = target;

    [SupportedOSPlatform("linux")]
    internal static RevocableFile Open(RevokeScope scope, OpenTarget target, RevocableFileOptions options)
    {
        if (TryOpen(scope, target, options, waiting: null, out var opening) is { } file)
        {
            return file;
        }

        try
        {
            return opening!.WaitForReader(options);
        }
        finally
        {
            opening!.BeginDispose(); // holds nothing that anybody has to wait for
        }
    }

    internal override bool IsCounted => false;

    internal override string Describe() => $"open of '{_target.Name}' of '{Scope.Name}'";

    internal override bool NeedsBegin => true;

    internal override bool Wake(WakeCause cause) => _sleepers.Close(cause);

    internal override void CleanUpAfterWake() => _sleepers.CleanUp();

    internal override void Release()
    {
    }

    private static RevocableFile? TryOpen(RevokeScope scope, OpenTarget target, RevocableFileOptions options, PathOpening? waiting, out PathOpening? opening)
    {
        opening = waiting;
        if (!scope.TryEnterGate($"open '{target.Name}'", out var ticket))
        {
            throw scope.CreateRefusal();
        }

        try
        {
            if (OpenPresent(scope, target, options) is { } operations)
            {
                return RevokeScopeExtensions.Add(scope, operations, target.Name, options.Access, options.EndOfFileMeansGone);
            }

            if (opening is null)
            {
                opening = new PathOpening(scope, target);
                scope.Add(opening);
            }

            return null;
        }
        finally
        {
            scope.LeaveGate(ticket);
        }
    }

    /// <summary>
    /// Where the scope follows a device, an opening that finds it gone is the end of the scope, whether or not something has been
    /// opened: its name may be another's by now. That it is still there afterwards proves that what was opened is not a successor's.
    /// </summary>
    internal static DescriptorOperations? OpenPresent(RevokeScope scope, OpenTarget target, RevocableFileOptions options)
    {
        if (scope.Options.Presence is not { } presence)
        {
            return DescriptorOpener.TryOpen(target, options);
        }

        DescriptorOperations? operations;
        try
        {
            operations = DescriptorOpener.TryOpen(target, options);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException && (presence.IsGone || presence.IsGoing(exception.HResult)))
        {
            throw scope.RevokeGone($"'{target.Name}' is gone", exception);
        }

        if (operations is not null && presence.IsGone)
        {
            operations.Release();
            throw scope.RevokeGone($"'{target.Name}' is gone", error: null);
        }

        return operations;
    }

    // There is no event for "somebody opened the other end" short of a watch on the file, so it is asked for again and again.
    private RevocableFile WaitForReader(RevocableFileOptions options)
    {
        var never = new WaitSource();
        var pause = TimeSpan.FromMilliseconds(1);
        while (true)
        {
            BlockingWaiter.Sleep(Scope, _sleepers, WaitRequest.ForSource(never, WaitSource.Epoch), new Deadline(TimeProvider.System, pause), CancellationToken.None);
            if (TryOpen(Scope, _target, options, this, out _) is { } file)
            {
                return file;
            }

            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }
    }
}

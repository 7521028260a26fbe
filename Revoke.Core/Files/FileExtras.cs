using Revoke.Drivers;
using Revoke.Waiting;

namespace Revoke.Files;

/// <summary>What a file needs only once somebody sleeps in it, turns notices on or maps it.</summary>
internal sealed class FileExtras(ISleepObserver? observer)
{
    private FasyncSubscription? _fasync;
    private int _fasyncVersion;
    private VmOperations? _vmOperations;
    private PageStore? _pages;

    internal WaitQueue Sleepers { get; } = new(observer);

    /// <summary>Closes the queue of a file whose gate was closed before there was one: the revoke may have looked, and rung the scope's bell, too early for who stands in it by now (I9).</summary>
    internal void CloseLate(RevokeScope scope, WakeCause cause)
    {
        if (!Sleepers.Close(cause))
        {
            return;
        }

        if (cause == WakeCause.Revoked)
        {
            scope.Bell?.Ring(); // joined before the queue
        }

        Sleepers.CleanUp();
    }

    internal ref FasyncSubscription? Fasync => ref _fasync;

    /// <summary>Counts the changes of <see cref="Fasync"/>.</summary>
    internal ref int FasyncVersion => ref _fasyncVersion;

    /// <summary>What all maps of the file are bound to, once it has been mapped.</summary>
    internal ref VmOperations? VmOperations => ref _vmOperations;

    /// <summary>The memory that the driver supplies, once it has been mapped.</summary>
    internal ref PageStore? Pages => ref _pages;
}

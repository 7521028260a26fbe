using Revoke.Guards;

namespace Revoke.Waiting;

/// <summary>
/// One doorbell for all threads that sleep for a scope, there only while several do: a revoke wakes them with one write. It is
/// rung at most once, by the revoke, and stays rung until the last one has left, so nobody has to silence it for the others. The
/// first one to fall asleep does without: it is woken by its own, and has one descriptor less to poll.
/// </summary>
internal sealed class ScopeBell : IScopeBell
{
    private Doorbell? _doorbell;
    private int _holders;
    private bool _isRung;

    /// <summary>The bell of a scope; the object stays, its descriptor comes and goes.</summary>
    internal static ScopeBell Of(RevokeScope scope) => (ScopeBell)(scope.Bell ?? scope.SetBell(new ScopeBell()));

    /// <summary>The descriptor to poll, until <see cref="Leave"/>; -1 for who sleeps alone, and is to be woken by himself. To be joined before the queue of sleepers, which the revoke closes before it rings.</summary>
    internal int Join()
    {
        using var guard = UninterruptedLock.Take(this);
        if (_holders > 0)
        {
            _doorbell ??= Doorbell.Rent();
        }

        _holders++;
        return _doorbell?.Descriptor ?? -1;
    }

    internal void Leave()
    {
        using var guard = UninterruptedLock.Take(this);
        if (--_holders == 0 && _doorbell is not null)
        {
            if (_isRung)
            {
                _doorbell.Silence();
                _isRung = false;
            }

            _doorbell.Return();
            _doorbell = null;
        }
    }

    public void Ring()
    {
        Doorbell doorbell;
        using (UninterruptedLock.Take(this))
        {
            if (_doorbell is null)
            {
                return;
            }

            doorbell = _doorbell;
            _isRung = true;
            _holders++;
        }

        // Outside the lock, which everyone who wakes takes at once.
        doorbell.Ring();
        Leave();
    }
}

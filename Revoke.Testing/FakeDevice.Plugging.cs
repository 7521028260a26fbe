using System.Globalization;
using Revoke.Guards;
using Revoke.Testing.Interop;

namespace Revoke.Testing;

/// <content>Going and coming back.</content>
public sealed partial class FakeDevice
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly object _plugging = new(); // one unplug or replug at a time; taken before _sync
    private FakeLine? _line; // null while unplugged
    private bool _wentByPlan;

    /// <summary>Whether it is plugged in.</summary>
    public bool IsPlugged => Volatile.Read(ref _line) is not null;

    /// <summary>What the next unplug does first. Default <see cref="UnplugOrder.HangUpFirst"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None of the two.</exception>
    public UnplugOrder UnplugOrder
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((int)value, (int)UnplugOrder.EventFirst, nameof(value));
            ArgumentOutOfRangeException.ThrowIfNegative((int)value, nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// Unplugs the device: its node and its directory go, its line is hung up, <see cref="Monitor"/> is told. When this returns, every scope that followed it is revoked: every
    /// gate is closed and every sleeper woken. What is in use is released when its last use has left (<see cref="RevokeScope.WaitForCompletionAsync"/>).
    /// Does nothing if an unplug that was ordered (<see cref="UnplugWhenBlocked"/>, <see cref="UnplugAfter"/>) has come first.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is unplugged.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="IOException">Another process holds the line, or the monitor did not take note within 30 s.</exception>
    public void Unplug()
    {
        FakeLine? line;
        using (UninterruptedLock.Take(_plugging)) // an ordered unplug that goes on has come first
        using (UninterruptedLock.Take(_sync))
        {
            CheckPlugged();
            line = _line;
        }

        Unplug(line);
    }

    /// <summary>
    /// Plugs the device in again, as the next generation: same <see cref="Id"/>, same <see cref="NodePath"/>, another line with nothing in it. When this returns the monitor
    /// knows it: <see cref="DeviceMonitor.Follow"/> follows it, and whoever enumerates generations gets the next one. What was open stays dead.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is plugged in.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    /// <exception cref="IOException">There is no pseudo terminal left, or no descriptor, or the monitor did not take note within 30 s.</exception>
    public void Replug()
    {
        using var guard = UninterruptedLock.Take(_plugging);
        Check();
        if (_line is not null)
        {
            throw new InvalidOperationException($"The {Describe()} is plugged in.");
        }

        var line = new FakeLine();
        try
        {
            _tree.Add(line);
        }
        catch
        {
            _tree.RemoveNode();
            _tree.RemoveDirectory();
            line.Dispose();
            throw;
        }

        using (UninterruptedLock.Take(_sync))
        {
            _line = line;
        }

        _pump.Ring();
        Announce("add", line);
    }

    private void Unplug(FakeLine? expected, bool isPlanned = false)
    {
        using var guard = UninterruptedLock.Take(_plugging);
        using (UninterruptedLock.Take(_sync))
        {
            if (expected is null || _line != expected)
            {
                return; // somebody was faster
            }

            _line = null;
            _left = null;
            _whenBlocked = false;
            _wentByPlan = isPlanned;
            _fed.Clear();
        }

        var order = UnplugOrder;
        _tree.RemoveNode();
        try
        {
            if (order == UnplugOrder.HangUpFirst)
            {
                HangUp(expected);
            }
        }
        finally
        {
            try
            {
                _tree.RemoveDirectory();
                Announce("remove", expected);
            }
            finally
            {
                if (order == UnplugOrder.EventFirst)
                {
                    HangUp(expected);
                }
            }
        }
    }

    private void HangUp(FakeLine line)
    {
        List<byte> written = [];
        _pump.Ring(); // it may be waiting for the line, which holds it up
        try
        {
            line.HangUp(TakesWrites ? written : null);
        }
        finally
        {
            using (UninterruptedLock.Take(_sync))
            {
                _written.AddRange(written);
            }
        }
    }

    private void Announce(string action, FakeLine line)
    {
        var sequence = _tree.NextSequence();
        var sent = _events.Send(new DeviceEvent(action, _tree.DevicePath, FakeTree.Subsystem, Name)
        {
            SequenceNumber = sequence,
            IsFromUdev = true,
            Properties = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ACTION"] = action,
                ["DEVPATH"] = _tree.DevicePath,
                ["SUBSYSTEM"] = FakeTree.Subsystem,
                ["DEVNAME"] = Name,
                ["MAJOR"] = PtyLibc.UNIX98_PTY_SLAVE_MAJOR.ToString(CultureInfo.InvariantCulture),
                ["MINOR"] = line.Number.ToString(CultureInfo.InvariantCulture),
                ["SEQNUM"] = sequence.ToString(CultureInfo.InvariantCulture),
            },
        });
        if (!sent.WaitHandled(s_patience))
        {
            throw new IOException($"The monitor of the {Describe()} did not take note of '{action}' within {s_patience.TotalSeconds:0} s: is a logger of it waiting for something?");
        }
    }

    /// <summary>False for a device that an ordered unplug has taken: its owner could not know.</summary>
    private bool CheckPlugged()
    {
        Check();
        return _line is not null || (_wentByPlan ? false : throw new InvalidOperationException($"The {Describe()} is unplugged."));
    }
}

using Revoke.Diagnostics;
using Revoke.Guards;
using Revoke.Hotplug;

namespace Revoke;

/// <content>The thread that listens, and the looks without an event.</content>
public sealed partial class DeviceMonitor
{
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private bool _waitsForUdev;
    private bool _isListening;
    private Thread? _listener;

    /// <summary>Whether it hears events. If not, it looks at what it follows from time to time, which has been logged with the reason.</summary>
    public bool IsListening => Volatile.Read(ref _isListening);

    private void StartListening()
    {
        // I14: subscribed before anything is looked up.
        IBlockingEventSource? source = null;
        try
        {
            source = Options.Source is { } injected ? new InjectedEventSource(injected) : UeventSource.Open();
            _waitsForUdev = Options.Source is null && File.Exists(Options.UdevSocket);
            _isListening = true;
            _listener = new Thread(Listen) { IsBackground = true, Name = "Revoke devices" };
            _listener.UnsafeStart(source);
        }
        catch (Exception exception)
        {
            (source as IDisposable)?.Dispose();
            _isListening = false;
            Log.ListeningFailed(Options.Logger, Options.LivenessInterval, exception);
            Telemetry.MonitorFailed();
            _ended.TrySetResult();
        }
    }

    private void Listen(object? source)
    {
        try
        {
            Listen((IBlockingEventSource)source!);
        }
        finally
        {
            Volatile.Write(ref _isListening, false);
            (source as IDisposable)?.Dispose();
            _ended.TrySetResult();
        }
    }

    private void Listen(IBlockingEventSource source)
    {
        var pause = s_shortestPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                foreach (var happened in source.Read(_stop.Token))
                {
                    pause = s_shortestPause;
                    TryHandle(happened);
                    if (_stop.IsCancellationRequested)
                    {
                        break; // an injected source may not look at its token
                    }
                }

                if (!_stop.IsCancellationRequested)
                {
                    Log.SourceEnded(Options.Logger, Options.LivenessInterval);
                }

                return;
            }
            catch (Exception exception)
            {
                if (_stop.IsCancellationRequested)
                {
                    return;
                }

                Log.SourceFailed(Options.Logger, exception);
                Telemetry.MonitorFailed();
            }

            _stop.Token.WaitHandle.WaitOne(pause);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
            TryHandle(DeviceEvent.Overflow); // what happened meanwhile
        }
    }

    // Nothing that goes wrong with one event ends the listening; the next look makes up for it.
    private void TryHandle(DeviceEvent happened)
    {
        try
        {
            Telemetry.DeviceEventReceived(happened.Action, happened.IsFromUdev);
            if (happened.Action is DeviceEvent.OverflowAction)
            {
                Log.EventsLost(Options.Logger);
                Telemetry.EventsLost();
            }

            Handle(happened);
        }
        catch (Exception exception)
        {
            Log.EventFailed(Options.Logger, happened.Action, happened.DevicePath, exception);
            Telemetry.MonitorFailed();
        }
    }

    private ITimer StartLooking() =>
        _time.CreateTimer(static monitor => ((DeviceMonitor)monitor!).TryLook(), this, Options.LivenessInterval, Options.LivenessInterval);

    private void TryLook()
    {
        var work = new Aftermath(Options.Logger);
        using (UninterruptedLock.Take(_sync))
        {
            if (_disposed)
            {
                return;
            }

            _waitsForUdev = Options.Source is null && File.Exists(Options.UdevSocket);
            LookAtAllUnsynchronized(work, _waitsForUdev ? SeenBefore.IsRequired : SeenBefore.Counts);
        }

        work.Do();
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Revoke.Tests.Support;

/// <summary>Events as a test says them. A test knows when each has been acted on: the monitor then asks for the next.</summary>
internal sealed class ScriptedEventSource : IDeviceEventSource
{
    private readonly Channel<(DeviceEvent? Event, Exception? Failure, TaskCompletionSource ActedOn)> _events = Channel.CreateUnbounded<(DeviceEvent?, Exception?, TaskCompletionSource)>();

    /// <summary>How often it has been read from the beginning.</summary>
    public int Readings { get; private set; }

    public Task SendAsync(DeviceEvent happened) => WriteAsync(happened, null);

    /// <summary>The reading ends with an exception.</summary>
    public Task FailAsync(Exception exception) => WriteAsync(null, exception);

    /// <summary>The reading ends.</summary>
    public void End() => _events.Writer.Complete();

    public async IAsyncEnumerable<DeviceEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Readings++;
        await foreach (var (happened, failure, actedOn) in _events.Reader.ReadAllAsync(cancellationToken))
        {
            if (failure is not null)
            {
                actedOn.SetResult();
                throw failure;
            }

            yield return happened!;
            actedOn.SetResult();
        }
    }

    private Task WriteAsync(DeviceEvent? happened, Exception? failure)
    {
        var actedOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _events.Writer.TryWrite((happened, failure, actedOn));
        return actedOn.Task.WaitAsync(Limit.Token);
    }
}

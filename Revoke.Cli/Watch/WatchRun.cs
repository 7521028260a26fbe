using System.Threading.Channels;
using Revoke.Cli.Watch.Lines;

namespace Revoke.Cli.Watch;

/// <summary>Brings together the lines of everything that is watched, in the order of their coming.</summary>
internal sealed class WatchRun(DeviceMonitor monitor, WatchSettings settings)
{
    private readonly Channel<WatchLine> _lines = Channel.CreateUnbounded<WatchLine>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Tells until the token fires, or until the monitor fails.</summary>
    internal async Task RunAsync(Action<WatchLine> write, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var happenings = monitor.WatchAsync(end.Token).GetAsyncEnumerator(end.Token);
        await using (happenings)
        {
            var first = happenings.MoveNextAsync(); // it listens from here
            _lines.Writer.TryWrite(ReadyLine.Create(monitor.IsListening));
            Task[] sources = [TellEventsAsync(happenings, first), .. settings.Followed.Select(device => FollowAsync(device, end.Token))];
            _ = CompleteAsync(sources);
            try
            {
                await foreach (var line in _lines.Reader.ReadAllAsync(CancellationToken.None))
                {
                    write(line);
                }
            }
            finally
            {
                // Also when a line could not be written: an enumerator is not disposed while it is asked for more.
                await end.CancelAsync();
                await Task.WhenAll(sources).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await Task.WhenAll(sources);
        }
    }

    /// <summary>The first that ends, ends it all.</summary>
    private async Task CompleteAsync(Task[] sources) => _lines.Writer.TryComplete((await Task.WhenAny(sources)).Exception?.InnerException);

    private async Task TellEventsAsync(IAsyncEnumerator<DeviceEvent> happenings, ValueTask<bool> next)
    {
        while (await next)
        {
            if (settings.Takes(happenings.Current))
            {
                _lines.Writer.TryWrite(EventLine.Of(happenings.Current));
            }

            next = happenings.MoveNextAsync();
        }
    }

    private async Task FollowAsync(FollowedDevice device, CancellationToken cancellationToken)
    {
        if (monitor.Find(device.Id) is null)
        {
            _lines.Writer.TryWrite(AbsentLine.Create(device.Text));
        }

        await foreach (var scope in monitor.GenerationsAsync(device.Id, cancellationToken))
        {
            await using (scope)
            {
                _lines.Writer.TryWrite(ArrivedLine.Of(device.Text, scope));
                var outcome = await scope.WaitForCompletionAsync(cancellationToken);
                _lines.Writer.TryWrite(RevokedLine.Of(device.Text, scope, outcome.Reason));
            }
        }
    }
}

using Revoke.Errors;
using Revoke.Fuse.Protocol;

namespace Revoke.Fuse.Serving;

/// <content>Requests that have to wait: they hold no thread, and are answered when the file is ready, revoked, closed, or whoever asks is sent a signal.</content>
internal sealed partial class FuseSession
{
    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromSeconds(5);

    private void Later(ulong unique, RevocableFile file, Func<RevocableFile, CancellationToken, LateAnswer, Task<int>> operation) =>
        _ = LaterAsync(unique, file, operation, _parked.Park(unique));

    /// <summary>Waits for who was woken by a revoke to be answered; what does not come to its end within a while is the kernel's to abort.</summary>
    internal Task WhenAnsweredAsync() => _parked.WhenEmptyAsync().WaitAsync(s_longestAnswer).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task LaterAsync(ulong unique, RevocableFile file, Func<RevocableFile, CancellationToken, LateAnswer, Task<int>> operation, CancellationToken token)
    {
        var answer = new LateAnswer();
        var error = Errno.EIO;
        try
        {
            error = await operation(file, token, answer).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            error = Errno.ENODEV; // its last descriptor cannot be closed while somebody is in a call: the host stops
        }
        catch (Exception exception)
        {
            error = Errno.Of(exception);
        }
        finally
        {
            _ = _connection.Send(answer.Finish(unique, error));
            _parked.Remove(unique);
            answer.Dispose();
        }
    }
}

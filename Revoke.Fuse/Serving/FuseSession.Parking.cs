using Revoke.Errors;
using Revoke.Fuse.Protocol;

namespace Revoke.Fuse.Serving;

/// <content>Requests that have to wait: they hold no thread, and are answered when the file is ready, revoked, closed, or whoever asks is sent a signal.</content>
internal sealed partial class FuseSession
{
    private void Later(ulong unique, RevocableFile file, Func<RevocableFile, CancellationToken, LateAnswer, Task<int>> operation) =>
        _ = LaterAsync(unique, file, operation, _parked.Park(unique));

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
            _parked.Remove(unique);
            _ = _connection.Send(answer.Finish(unique, error));
            answer.Dispose();
        }
    }
}

using Microsoft.Extensions.Logging;

namespace Revoke.Diagnostics;

/// <summary>What happens where no caller can be told. Event ids are stable.</summary>
internal static partial class Log
{
    internal static void CallbackFailed(ILogger logger, string @object, Exception exception) => Quietly(CallbackFailedCore, logger, @object, exception);

    [LoggerMessage(1, LogLevel.Error, "A callback for {Object} threw")]
    private static partial void CallbackFailedCore(ILogger logger, string @object, Exception exception);

    internal static void ReleaseFailed(ILogger logger, string @object, Exception exception) => Quietly(ReleaseFailedCore, logger, @object, exception);

    [LoggerMessage(2, LogLevel.Error, "The release of {Object} threw; it counts as released")]
    private static partial void ReleaseFailedCore(ILogger logger, string @object, Exception exception);

    internal static void KickFailed(ILogger logger, string @object, Exception exception) => Quietly(KickFailedCore, logger, @object, exception);

    [LoggerMessage(3, LogLevel.Error, "The kick of {Object} threw")]
    private static partial void KickFailedCore(ILogger logger, string @object, Exception exception);

    // A logger that throws has nobody to tell it to, and must not end the library's own work.
    private static void Quietly(Action<ILogger, string, Exception> log, ILogger logger, string @object, Exception exception)
    {
        try
        {
            log(logger, @object, exception);
        }
        catch (Exception failure)
        {
            System.Diagnostics.Debug.WriteLine(failure);
        }
    }
}

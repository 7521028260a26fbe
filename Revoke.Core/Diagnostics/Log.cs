using Microsoft.Extensions.Logging;

namespace Revoke.Diagnostics;

/// <summary>What happens where no caller can be told. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A callback for {Object} threw")]
    internal static partial void CallbackFailed(ILogger logger, string @object, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The release of {Object} threw; it counts as released")]
    internal static partial void ReleaseFailed(ILogger logger, string @object, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "The kick of {Object} threw")]
    internal static partial void KickFailed(ILogger logger, string @object, Exception exception);
}

using Microsoft.Extensions.Logging;

namespace Revoke.Diagnostics;

/// <summary>What happens where no caller can be told. Event ids are stable, and listed in docs/diagnostics.md. Nothing here throws, whatever the logger does.</summary>
internal static partial class Log
{
    internal static void CallbackFailed(ILogger logger, string @object, Exception exception) => CallbackFailed(new QuietLogger(logger), @object, exception);

    internal static void ReleaseFailed(ILogger logger, string @object, Exception exception) => ReleaseFailed(new QuietLogger(logger), @object, exception);

    internal static void KickFailed(ILogger logger, string @object, Exception exception) => KickFailed(new QuietLogger(logger), @object, exception);

    /// <summary>Memory could not be replaced, so it is not released before that has been tried again.</summary>
    internal static void NotReplaced(ILogger logger, string @object, int count) => NotReplaced(new QuietLogger(logger), @object, count - 1);

    /// <summary>Somebody has waited to the end of his time, and <paramref name="uses"/> are still inside.</summary>
    internal static void RevokeStuck(ILogger logger, string @object, IReadOnlyList<ActiveUse> uses)
    {
        var quiet = new QuietLogger(logger);
        if (quiet.IsEnabled(LogLevel.Warning))
        {
            RevokeStuck(quiet, @object, uses.Count, FirstOf(uses));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A callback for {Object} threw")]
    private static partial void CallbackFailed(QuietLogger logger, string @object, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The release of {Object} threw; it counts as released")]
    private static partial void ReleaseFailed(QuietLogger logger, string @object, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "The kick of {Object} threw")]
    private static partial void KickFailed(QuietLogger logger, string @object, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "The system refuses to replace the memory of {Object}, and of {Others} others; it is not released, and tried again")]
    private static partial void NotReplaced(QuietLogger logger, string @object, int others);

    [LoggerMessage(20, LogLevel.Warning, "The revoke of {Object} passed its deadline with {Count} uses inside, which are waited for still: {Uses}")]
    private static partial void RevokeStuck(QuietLogger logger, string @object, int count, string uses);

    private static string FirstOf(IReadOnlyList<ActiveUse> uses)
    {
        const int Shown = 3;
        var first = string.Join(", ", uses.Take(Shown));
        return uses.Count > Shown ? first + ", …" : first;
    }
}

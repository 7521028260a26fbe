using Microsoft.Extensions.Logging;

namespace Revoke.Diagnostics;

/// <summary>What happens where no caller can be told. Event ids are stable, and listed in docs/diagnostics.md. Nothing here throws, whatever the logger does.</summary>
internal static partial class Log
{
    internal static void CallbackFailed(ILogger logger, string @object, Exception exception) => CallbackFailed(new QuietLogger(logger), @object, exception);

    internal static void ReleaseFailed(ILogger logger, string @object, Exception exception) => ReleaseFailed(new QuietLogger(logger), @object, exception);

    internal static void KickFailed(ILogger logger, string @object, Exception exception) => KickFailed(new QuietLogger(logger), @object, exception);

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

    [LoggerMessage(20, LogLevel.Warning, "The revoke of {Object} passed its deadline with {Count} uses inside, which are waited for still: {Uses}")]
    private static partial void RevokeStuck(QuietLogger logger, string @object, int count, string uses);

    private static string FirstOf(IReadOnlyList<ActiveUse> uses)
    {
        const int Shown = 3;
        var first = string.Join(", ", uses.Take(Shown));
        return uses.Count > Shown ? first + ", …" : first;
    }
}

namespace Revoke.Lab.Guest.Reporting;

/// <summary>How something ended, in words.</summary>
internal static class How
{
    /// <summary>What a call does: <c>done</c>, or the exception, a revoke with its cause.</summary>
    internal static string Ends(Action call)
    {
        try
        {
            call();
            return "done";
        }
        catch (Exception exception)
        {
            return Says(exception);
        }
    }

    /// <summary>An exception in words: its type, and the cause of a revoke or the number of an error.</summary>
    internal static string Says(Exception exception) => exception switch
    {
        RevokedException revoked => $"RevokedException {revoked.Reason?.Cause}",
        IOException failed => $"{failed.GetType().Name} {failed.HResult}",
        _ => exception.GetType().Name,
    };
}

using Microsoft.Extensions.Logging;

namespace Revoke.Diagnostics;

/// <summary>Passes events on. A logger that throws has nobody to tell it to, and must not end the library's own work.</summary>
internal sealed class QuietLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return logger.BeginScope(state);
        }
        catch (Exception failure)
        {
            System.Diagnostics.Debug.WriteLine(failure);
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception failure)
        {
            System.Diagnostics.Debug.WriteLine(failure);
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception failure)
        {
            System.Diagnostics.Debug.WriteLine(failure);
        }
    }
}

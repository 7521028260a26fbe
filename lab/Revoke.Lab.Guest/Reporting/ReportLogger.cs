using Microsoft.Extensions.Logging;

namespace Revoke.Lab.Guest.Reporting;

/// <summary>The library's log, in the transcript of the scenario.</summary>
internal sealed class ReportLogger(string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Report.Log($"{category} {eventId.Name}: {formatter(state, exception)} {exception}");
}

using Microsoft.Extensions.Logging;

namespace Revoke.Lab.Guest.Reporting;

/// <summary>Puts the library's log into the transcript of the scenario.</summary>
internal sealed class ReportLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ReportLogger(categoryName);

    public void Dispose()
    {
    }
}

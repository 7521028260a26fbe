using Microsoft.Extensions.Logging;

namespace Revoke.Tests.Support;

internal sealed class ThrowingLogger : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool ThrowsWhenAsked { get; init; }

    public bool IsEnabled(LogLevel logLevel) => ThrowsWhenAsked ? throw new InvalidOperationException("logger") : true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException("logger");
}

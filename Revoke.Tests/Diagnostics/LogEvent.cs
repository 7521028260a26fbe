using System.Reflection;
using Microsoft.Extensions.Logging;
using Revoke.Diagnostics;

namespace Revoke.Tests.Diagnostics;

/// <summary>The log events as the code declares them.</summary>
internal sealed record LogEvent(int Id, string Name, LogLevel Level, string Message, bool HasException)
{
    public static IReadOnlyList<LogEvent> All { get; } =
    [
        .. from type in typeof(Log).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
           where attribute is not null
           orderby attribute.EventId
           select new LogEvent(attribute.EventId, method.Name, attribute.Level, attribute.Message, method.GetParameters().Any(static p => p.ParameterType == typeof(Exception))),
    ];
}

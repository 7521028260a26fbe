using Microsoft.Extensions.Logging;

namespace Revoke.Fuse;

internal static partial class FuseLog
{
    [LoggerMessage(EventId = 301, Level = LogLevel.Error, Message = "A request ({Opcode}) failed in the host itself.")]
    internal static partial void HandlerFailed(ILogger logger, string opcode, Exception exception);
}

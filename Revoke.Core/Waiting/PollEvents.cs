using Revoke.Interop;

namespace Revoke;

/// <summary>What a poll asks for and answers; the values are those of poll(2).</summary>
[Flags]
public enum PollEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A read returns at once (POLLIN).</summary>
    In = Libc.POLLIN,

    /// <summary>Something exceptional; of a sysfs attribute: its value changed (POLLPRI).</summary>
    Priority = Libc.POLLPRI,

    /// <summary>A write returns at once (POLLOUT).</summary>
    Out = Libc.POLLOUT,

    /// <summary>An error is pending (POLLERR). Answered whether asked for or not.</summary>
    Error = Libc.POLLERR,

    /// <summary>The other side has hung up (POLLHUP). Answered whether asked for or not.</summary>
    HangUp = Libc.POLLHUP,
}

namespace Revoke;

/// <summary>The flow control of a serial line.</summary>
public enum SerialHandshake
{
    /// <summary>None.</summary>
    None,

    /// <summary>By the RTS and CTS wires.</summary>
    RequestToSend,

    /// <summary>By the XON and XOFF characters.</summary>
    XOnXOff,
}

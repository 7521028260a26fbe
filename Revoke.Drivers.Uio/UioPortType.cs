namespace Revoke.Drivers.Uio;

/// <summary>What kind of ports a range is (UIO_PORT_… of <c>linux/uio_driver.h</c>).</summary>
public enum UioPortType
{
    /// <summary>Its driver does not say.</summary>
    None,

    /// <summary>I/O ports of a PC.</summary>
    X86,

    /// <summary>Pins.</summary>
    Gpio,

    /// <summary>Something else.</summary>
    Other,
}

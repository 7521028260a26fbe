namespace Revoke;

/// <summary>How a serial line is set when it is opened: always raw, no echo, no translation of characters; modem control lines are ignored. What the line's driver cannot do it leaves out without an error, as tcsetattr(3) says.</summary>
public sealed record SerialSettings
{
    /// <summary>Creates settings.</summary>
    /// <param name="baudRate">Bits per second, any rate the line's driver takes.</param>
    /// <param name="dataBits">5 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public SerialSettings(int baudRate, int dataBits = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baudRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(dataBits, 5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dataBits, 8);
        BaudRate = baudRate;
        DataBits = dataBits;
    }

    /// <summary>Bits per second.</summary>
    public int BaudRate { get; }

    /// <summary>Bits per character, 5 to 8.</summary>
    public int DataBits { get; }

    /// <summary>The parity bit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public SerialParity Parity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan((int)value, 0, nameof(value));
            ArgumentOutOfRangeException.ThrowIfGreaterThan((int)value, (int)SerialParity.Even, nameof(value));
            field = value;
        }
    }

    /// <summary>Stop bits, 1 or 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither 1 nor 2.</exception>
    public int StopBits
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2);
            field = value;
        }
    } = 1;

    /// <summary>The flow control.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public SerialHandshake Handshake
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan((int)value, 0, nameof(value));
            ArgumentOutOfRangeException.ThrowIfGreaterThan((int)value, (int)SerialHandshake.XOnXOff, nameof(value));
            field = value;
        }
    }
}

namespace Revoke.Drivers;

/// <summary>The argument of an ioctl: a number, or memory that is read and written.</summary>
public readonly ref struct IoctlArgument
{
    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public IoctlArgument(nint value) => Value = value;

    /// <summary>Memory, at least as long as the request says.</summary>
    /// <param name="buffer">The memory.</param>
    public IoctlArgument(Span<byte> buffer)
    {
        Buffer = buffer;
        IsBuffer = true;
    }

    /// <summary>Which of the two it is.</summary>
    public bool IsBuffer { get; }

    /// <summary>The number, if it is one.</summary>
    public nint Value { get; }

    /// <summary>The memory, if it is that.</summary>
    public Span<byte> Buffer { get; }
}

namespace Revoke.Drivers.Sysfs;

/// <content>Reading a value of a certain form.</content>
public sealed partial class SysfsAttribute
{
    private const int LongestQuote = 80;

    /// <summary>Reads an integer, in the forms of <see cref="SysfsText.TryParseInt64"/>.</summary>
    /// <returns>The integer.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public long ReadInt64()
    {
        var text = ReadText();
        return SysfsText.TryParseInt64(text, out var value) ? value : throw Wrong(text, "an integer of 64 bits");
    }

    /// <summary>Reads an integer that is not negative, in the forms of <see cref="SysfsText.TryParseUInt64"/>.</summary>
    /// <returns>The integer.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public ulong ReadUInt64()
    {
        var text = ReadText();
        return SysfsText.TryParseUInt64(text, out var value) ? value : throw Wrong(text, "an unsigned integer of 64 bits");
    }

    /// <summary>Reads a hexadecimal number, with or without <c>0x</c>.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public ulong ReadHex()
    {
        var text = ReadText();
        return SysfsText.TryParseHex(text, out var value) ? value : throw Wrong(text, "a hexadecimal number of 64 bits");
    }

    /// <summary>Reads a truth value, in the words of <see cref="SysfsText.TryParseBoolean"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public bool ReadBoolean()
    {
        var text = ReadText();
        return SysfsText.TryParseBoolean(text, out var value) ? value : throw Wrong(text, "a truth value");
    }

    /// <summary>Reads lines of KEY=VALUE, as those of <c>uevent</c>.</summary>
    /// <returns>The values by their keys.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public IReadOnlyDictionary<string, string> ReadProperties()
    {
        var text = ReadText();
        return SysfsText.TryParseProperties(text, out var properties) ? properties : throw Wrong(text, "lines of KEY=VALUE");
    }

    private FormatException Wrong(string text, string what) =>
        new($"'{File.Name}' holds '{(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)}', which is not {what}.");
}

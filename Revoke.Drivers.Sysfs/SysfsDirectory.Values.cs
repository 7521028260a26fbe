using System.Runtime.CompilerServices;

namespace Revoke.Drivers.Sysfs;

/// <content>The simple cases in one line: an attribute is opened, used once and closed.</content>
public partial class SysfsDirectory
{
    /// <summary>Reads the whole value of an attribute.</summary>
    /// <param name="name">The attribute: <c>operstate</c>, <c>power/control</c>.</param>
    /// <returns>The text, without the newline at its end; what is no UTF-8 is replaced.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public string ReadText(string name)
    {
        using var attribute = OpenAttribute(name);
        return attribute.ReadText();
    }

    /// <summary>As <see cref="ReadText"/>, on a thread of the pool.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="cancellationToken">Looked at before each read, which cannot be ended itself.</param>
    /// <returns>The text, without the newline at its end.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public async ValueTask<string> ReadTextAsync(string name, CancellationToken cancellationToken = default)
    {
        var attribute = OpenAttribute(name);
        await using (attribute.ConfigureAwait(false))
        {
            return await attribute.ReadTextAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the whole value of an attribute.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The bytes, with a newline if there is one at the end.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public byte[] ReadBytes(string name)
    {
        using var attribute = OpenAttribute(name);
        return attribute.ReadBytes();
    }

    /// <summary>Reads an integer, in the forms of <see cref="SysfsText.TryParseInt64"/>.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public long ReadInt64(string name)
    {
        using var attribute = OpenAttribute(name);
        return attribute.ReadInt64();
    }

    /// <summary>Reads an integer that is not negative, in the forms of <see cref="SysfsText.TryParseUInt64"/>.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public ulong ReadUInt64(string name)
    {
        using var attribute = OpenAttribute(name);
        return attribute.ReadUInt64();
    }

    /// <summary>Reads a hexadecimal number, with or without <c>0x</c>.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public ulong ReadHex(string name)
    {
        using var attribute = OpenAttribute(name);
        return attribute.ReadHex();
    }

    /// <summary>Reads a truth value, in the words of <see cref="SysfsText.TryParseBoolean"/>.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public bool ReadBoolean(string name)
    {
        using var attribute = OpenAttribute(name);
        return attribute.ReadBoolean();
    }

    /// <summary>Reads lines of KEY=VALUE.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The values by their keys.</returns>
    /// <exception cref="FormatException">It holds something else, which the message quotes.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public IReadOnlyDictionary<string, string> ReadProperties(string name = "uevent")
    {
        using var attribute = OpenAttribute(name);
        return attribute.ReadProperties();
    }

    /// <summary>Writes a value.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="text">The whole value, as it is: hardly any needs a newline at its end. An empty one is written as a newline.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="IOException">The driver of the attribute refused the value (EINVAL and others), or took only a part of it.</exception>
    public void WriteText(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var attribute = OpenAttribute(name, FileAccess.Write);
        attribute.WriteText(text);
    }

    /// <summary>As <see cref="WriteText"/>, on a thread of the pool.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="text">The whole value.</param>
    /// <param name="cancellationToken">Looked at before the write, which cannot be ended itself.</param>
    /// <returns>A task that ends when the driver of the attribute has the value.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired before the write.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="IOException">The driver of the attribute refused the value (EINVAL and others), or took only a part of it.</exception>
    public async ValueTask WriteTextAsync(string name, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var attribute = OpenAttribute(name, FileAccess.Write);
        await using (attribute.ConfigureAwait(false))
        {
            await attribute.WriteTextAsync(text, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the value of an attribute, now and after each change, on an open file of its own: nothing is missed, and changes in a short time are one.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The values, without end: it ends with <see cref="RevokedException"/> when the device goes.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name below the directory.</exception>
    /// <exception cref="ObjectDisposedException">This directory was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read, as the driver of the attribute says.</exception>
    public IAsyncEnumerable<string> WatchAsync(string name, CancellationToken cancellationToken = default) =>
        WatchCoreAsync(SysfsName.Check(name), cancellationToken);

    private async IAsyncEnumerable<string> WatchCoreAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var attribute = OpenAttribute(name);
        await using (attribute.ConfigureAwait(false))
        {
            yield return await attribute.ReadTextAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                yield return await attribute.WaitForChangeAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

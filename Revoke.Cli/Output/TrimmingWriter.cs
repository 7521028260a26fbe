using System.Text;

namespace Revoke.Cli.Output;

/// <summary>Leaves out the blanks at the end of each line, with which tables fill their last column.</summary>
internal sealed class TrimmingWriter(TextWriter writer) : TextWriter(writer.FormatProvider)
{
    private int _blanks;

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>In one piece: whoever reads a pipe never has half a line.</summary>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        var text = new StringBuilder(buffer.Length);
        foreach (var next in buffer)
        {
            if (next == ' ')
            {
                _blanks++;
                continue;
            }

            text.Append(' ', next == '\n' ? 0 : _blanks).Append(next);
            _blanks = 0;
        }

        writer.Write(text.ToString());
    }

    public override void Flush() => writer.Flush();
}

using System.Text;
using Spectre.Console;

namespace Revoke.Cli.Output;

/// <summary>Standard output as a mere stream of lines, which are as long as they are: nothing is asked of a terminal behind it.</summary>
internal sealed class PlainOutput : IAnsiConsoleOutput
{
    public TextWriter Writer { get; } = new TrimmingWriter(Console.Out);

    public bool IsTerminal => false;

    public int Width => 1_000;

    public int Height => 1_000;

    public void SetEncoding(Encoding encoding)
    {
        // It stays what it is.
    }
}

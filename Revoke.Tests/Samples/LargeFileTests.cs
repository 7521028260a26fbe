using System.Diagnostics;
using System.Globalization;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Samples;

/// <summary>The sample reads a file while this process truncates it.</summary>
[CancelAfter(60_000)]
public sealed class LargeFileTests
{
    private const int Length = 32 << 20;
    private const int LengthLeft = (1 << 20) + 100;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        var bytes = new byte[Length];
        bytes.AsSpan().Fill(1);
        File.WriteAllBytes(_folder["file"], bytes);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Bare_FileIsTruncated_DiesThoughEverythingIsCaught(CancellationToken cancellationToken)
    {
        using var reader = Start("bare");
        Assert.That(await reader.StandardOutput.ReadLineAsync(cancellationToken), Is.EqualTo(Describe(Length)));

        Truncate();

        var rest = await reader.StandardOutput.ReadToEndAsync(cancellationToken);
        await reader.StandardError.ReadToEndAsync(cancellationToken);
        await reader.WaitForExitAsync(cancellationToken);
        Assert.That((reader.ExitCode, rest.Contains("caught", StringComparison.Ordinal)), Is.EqualTo((134, false)));
    }

    [Test]
    public async Task Checked_FileIsTruncated_SaysWhereAndGoesOn(CancellationToken cancellationToken)
    {
        using var reader = Start("checked");
        Assert.That(await reader.StandardOutput.ReadLineAsync(cancellationToken), Is.EqualTo(Describe(Length)));

        Truncate();

        // The byte at which it noticed: that depends on where it was when the file was cut.
        var met = await FindAsync(reader, "nothing at byte ", cancellationToken);
        Assert.That(long.Parse(met.Split(' ')[3], CultureInfo.InvariantCulture), Is.InRange(LengthLeft, Length - 1));
        Assert.That(await reader.StandardOutput.ReadLineAsync(cancellationToken), Is.EqualTo(Describe(LengthLeft)));
        reader.StandardInput.Close();
        await reader.StandardOutput.ReadToEndAsync(cancellationToken);
        await reader.WaitForExitAsync(cancellationToken);
        Assert.That(reader.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Main_OtherArguments_SaysWhatItTakes()
    {
        var result = await ChildProcess.RunAssemblyAsync(ChildProcess.DefaultLimit, Program, ["neither", "file"]);
        result.AssertExited(2);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "LargeFile.dll");

    private static string Describe(long length) => FormattableString.Invariant($"{length} bytes, sum {length}");

    private static async Task<string> FindAsync(Process reader, string beginning, CancellationToken cancellationToken)
    {
        string? line;
        do
        {
            line = await reader.StandardOutput.ReadLineAsync(cancellationToken);
            Assert.That(line, Is.Not.Null, $"it ended and did not say: {beginning}");
        }
        while (!line!.StartsWith(beginning, StringComparison.Ordinal));

        return line;
    }

    private void Truncate()
    {
        using var file = new FileStream(_folder["file"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(LengthLeft);
    }

    private Process Start(string way) => ChildProcess.Start(ChildProcess.Host, ["exec", Program, way, _folder["file"]]);
}

using System.Text;
using Microsoft.Extensions.Logging.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Docs;

[CancelAfter(30_000)]
public sealed class MappingsGuideTests
{
    [TestCase("docs/mappings.md", "Revoke.Tests/Docs/MappingsGuideSamples.cs", 25)]
    [TestCase("docs/migrating-from-memorymappedfile.md", "samples/RecordFile/RecordsBefore.cs samples/RecordFile/RecordsAfter.cs", 20)]
    public void EveryLine_OfACodeBlock_IsCompiled(string document, string sources, int least)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var compiled = sources.Split(' ').SelectMany(static source => CodeBlocks.Normalise(Repository.Read(source)).Split('\n')).ToHashSet(StringComparer.Ordinal);
        var lines = CodeBlocks.Lines(document).ToList();

        Assert.That(lines.Where(line => !compiled.Contains(CodeBlocks.Normalise(line))), Is.Empty);
        Assert.That(lines, Has.Count.GreaterThan(least), "the blocks were found");
    }

    [Test]
    public async Task Samples_OnAFile_ReadIt(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("revoke e ", 2000)));
        await File.WriteAllBytesAsync(folder["file"], bytes, cancellationToken);
        using var scope = new RevokeScope("index");
        using var mapping = scope.Map(folder["file"]);
        using var sent = new MemoryStream();
        var (log, buffer) = (new FakeLogger(), new byte[10]);

        await MappingsGuideSamples.SendAsync(mapping, 9, sent, cancellationToken);
        MappingsGuideSamples.Copy(mapping, 9, buffer, log);

        Assert.That(MappingsGuideSamples.Count(folder["file"], 9), Is.EqualTo(bytes.AsSpan(9, 128).Count((byte)'e')));
        Assert.That(sent.ToArray(), Is.EqualTo(bytes[9..(9 + 4096)]));
        Assert.That(buffer, Is.EqualTo(bytes[9..19]));
        Assert.That((MappingsGuideSamples.TrySearch(scope, mapping, mapping, 9, out var score), score), Is.EqualTo((true, bytes.Skip(9).Take(128).Sum(document => (long)bytes[document]))));
        File.WriteAllBytes(folder["file"], []);
        MappingsGuideSamples.Copy(mapping, 9, buffer, log);
        Assert.That(log.LatestRecord.Message, Is.EqualTo("nothing at byte 9"));
        scope.Dispose();
        Assert.That(MappingsGuideSamples.TrySearch(scope, mapping, mapping, 9, out _), Is.False);
    }

    [Test]
    public void Acknowledge_Card_WritesItsStatusBack()
    {
        const string Card = "/devices/pci0000:00/0000:00:04.0";
        using var tree = new SysfsFolder();
        tree.AddSilently(Card, "pci", isBus: true);
        File.WriteAllText(tree[Card] + "/resource", "0xfeb00000 0xfeb00fff 0x40200\n");
        var registers = new byte[4096];
        registers[0x24] = 0x81;
        File.WriteAllBytes(tree[Card] + "/resource0", registers);
        using var devices = new DeviceMonitor(tree.Options);
        var log = new FakeLogger();

        Assert.That(MappingsGuideSamples.Acknowledge(devices, log), Is.EqualTo(0x81));
        Assert.That(File.ReadAllBytes(tree[Card] + "/resource0")[0x64], Is.EqualTo(0x81));
        Assert.That(log.LatestRecord.Message, Is.EqualTo("0: 4096 bytes, memory True"));
    }
}

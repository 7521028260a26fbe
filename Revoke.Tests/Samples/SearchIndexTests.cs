using Revoke.Tests.Support;
using SearchIndex;

namespace Revoke.Tests.Samples;

/// <summary>The sample index, searched while it is refreshed. Each generation gives other answers, so that one which belongs to two is seen.</summary>
[CancelAfter(60_000)]
public sealed class SearchIndexTests
{
    private const int Threads = 4;
    private const int Refreshes = 40;
    private const int Terms = 20;
    private const int Documents = 5_000;

    [Test]
    public async Task Search_RefreshedUnderLoad_EveryAnswerBelongsToOneGeneration(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var index = new LiveIndex(Write(folder, 1));
        var answered = new int[Refreshes + 2];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var searching = Together.RunAsync(Threads, thread => Search(index, answered, thread, stop.Token), cancellationToken);

        for (var generation = 1; generation <= Refreshes; generation++)
        {
            var number = generation;
            await Eventually.TrueAsync(() => Volatile.Read(ref answered[number]) > Threads || searching.IsCompleted, $"generation {number} is searched", cancellationToken);
            await index.RefreshAsync(Write(folder, generation + 1));
            Directory.Delete(folder[Name(generation)], recursive: true);
        }

        await stop.CancelAsync();
        var wrong = (await searching).SelectMany(static answers => answers).ToList();
        Assert.That(wrong, Is.Empty);
        Assert.That(Mapped(folder), Is.EqualTo(3), "of the generation that is searched; the others' files are not in use any more");

        await index.DisposeAsync();
        Assert.That(() => index.Search([1]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(Mapped(folder), Is.Zero);
    }

    [Test]
    public async Task TrySearch_Disposed_IsFalse()
    {
        using var folder = new TemporaryFolder();
        var segment = new Segment(Write(folder, 7));
        Assert.That((segment.TrySearch([0, 3], out var answer), answer), Is.EqualTo((true, Expect([0, 3], 7))));

        await segment.DisposeAsync();

        Assert.That(segment.TrySearch([0], out _), Is.False);
    }

    private static List<Answer> Search(LiveIndex index, int[] answered, int seed, CancellationToken stop)
    {
        var wrong = new List<Answer>();
        var terms = new int[4];
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            for (var i = 0; i < terms.Length; i++)
            {
                terms[i] = random.Next(Terms);
            }

            var answer = index.Search(terms);
            if (answer.Generation is < 1 or > Refreshes + 1 || answer != Expect(terms, answer.Generation))
            {
                wrong.Add(answer);
                break;
            }

            Interlocked.Increment(ref answered[answer.Generation]);
        }

        return wrong;
    }

    private static Answer Expect(ReadOnlySpan<int> terms, long generation)
    {
        var documents = 0;
        foreach (var term in terms)
        {
            documents += Count(term, generation);
        }

        return new Answer(generation, documents, documents * Norm(generation));
    }

    private static string Write(TemporaryFolder folder, long generation)
    {
        var norms = new byte[Documents];
        norms.AsSpan().Fill((byte)Norm(generation));
        var random = new Random((int)generation);
        SegmentWriter.Write(
            folder[Name(generation)], generation, [.. Enumerable.Range(0, Terms).Select(term => Enumerable.Range(0, Count(term, generation)).Select(_ => random.Next(Documents)).ToArray())], norms);
        return folder[Name(generation)];
    }

    private static string Name(long generation) => FormattableString.Invariant($"generation-{generation}");

    private static int Count(int term, long generation) => 50 + (int)(((7 * generation) + term) % 100);

    private static long Norm(long generation) => 1 + (generation % 250);

    private static int Mapped(TemporaryFolder folder) => File.ReadLines("/proc/self/maps").Count(line => line.Contains(folder.Path, StringComparison.Ordinal));
}

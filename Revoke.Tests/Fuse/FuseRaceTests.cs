using System.Diagnostics;
using System.Globalization;
using Revoke.Fuse;

namespace Revoke.Tests.Fuse;

/// <summary>Threads of another process that read, write, load and store without a pause while a file is taken away: nothing that begins after the revoke has returned succeeds.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class FuseRaceTests : FuseFixture
{
    private const int Revokes = 150;

    [Test]
    public async Task Revoke_UnderReadersAndWriters_NothingSucceedsAfterwards([Values] bool isCached)
    {
        for (var i = 0; i < Revokes; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"race{i}");
            var scope = Host.Root.Add(name, OpenMemory, new FuseFileOptions { Permissions = ReadWriteForAll, Size = Content.Length, IsCached = isCached });
            var file = await OpenAsync(name);
            var shared = await Client.DoAsync($"map {file} 65536 shared 0");
            var mine = await Client.DoAsync($"map {file} 65536 private 0");
            var race = await Client.GoAsync($"race {file} {shared} {mine}");
            await Task.Delay(TimeSpan.FromMilliseconds(i % 10), TimeProvider.System);

            var outcome = scope.Revoke(RevokeReason.Policy("race"));
            var returned = Stopwatch.GetTimestamp();    // nanoseconds of CLOCK_MONOTONIC

            Assert.That((outcome.IsCompleted, outcome.NotReplaced), Is.EqualTo((true, Array.Empty<string>())));
            var ends = (await Client.EndAsync(race)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var lasts = ends.Where(static (_, at) => at % 3 == 0).Select(static text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            Assert.That(lasts, Has.All.LessThanOrEqualTo(returned), () => $"revoke {i}: {string.Join(' ', ends)}, returned {returned}");
            Assert.That(ends.Where(static (_, at) => at % 3 == 2), Is.EqualTo((string[])["SIGBUS", "SIGBUS", "SIGBUS", "ENODEV", "ENODEV"]));
            foreach (var command in (string[])[$"unmap {shared}", $"unmap {mine}", $"close {file}"])
            {
                Assert.That(await Client.DoAsync(command), Is.EqualTo("0"));
            }

            Host.Root.Remove(name);
        }
    }
}

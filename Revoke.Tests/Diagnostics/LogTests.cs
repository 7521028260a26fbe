using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Revoke.Diagnostics;
using Revoke.Tests.Support;

namespace Revoke.Tests.Diagnostics;

public sealed class LogTests
{
    private static readonly DeviceId Id = DeviceId.FromPath("/devices/virtual/net/tap0");
    private static readonly IOException Failure = new("it failed");
    private static readonly ActiveUse Use = new("scope 'card0'", "capture", TimeSpan.FromSeconds(6), null, null);

    private static readonly Dictionary<int, (Action<ILogger> Write, string Message)> Events = new()
    {
        [1] = (log => Log.CallbackFailed(log, "file 'a'", Failure), "A callback for file 'a' threw"),
        [2] = (log => Log.ReleaseFailed(log, "file 'a'", Failure), "The release of file 'a' threw; it counts as released"),
        [3] = (log => Log.KickFailed(log, "file 'a'", Failure), "The kick of file 'a' threw"),
        [4] = (log => Log.NotReplaced(log, "mapping of 'a'", 3), "The system refuses to replace the memory of mapping of 'a', and of 2 others; it is not released, and tried again"),
        [10] = (log => Log.ListeningFailed(log, TimeSpan.FromSeconds(2.5), Failure), "The kernel's device events cannot be had; what is followed is looked at every 2.5 s"),
        [11] = (log => Log.SourceFailed(log, Failure), "The source of device events failed; it is tried again"),
        [12] = (log => Log.SourceEnded(log, Timeout.InfiniteTimeSpan), "The source of device events has ended; what is followed is looked at when an operation on it fails"),
        [13] = (Log.EventsLost, "Device events were lost; everything that is followed is looked at again"),
        [14] = (log => Log.DeviceArrived(log, Id, 2, "/devices/x"), "Device /devices/virtual/net/tap0 is here, generation 2: /devices/x"),
        [15] = (log => Log.DeviceGone(log, Id, 2, "the kernel said so"), "Device /devices/virtual/net/tap0 is gone, generation 2: the kernel said so"),
        [16] = (log => Log.EventFailed(log, "add", "/devices/x", Failure), "The handling of 'add' of /devices/x failed"),
        [20] = (log => Log.RevokeStuck(log, "scope 'card0'", [Use]), "The revoke of scope 'card0' passed its deadline with 1 uses inside, which are waited for still: scope 'card0': capture, for 6 s"),
    };

    private static IEnumerable<int> Ids => Events.Keys;

    [Test]
    public void Events_OfTheCode_AreAllHere() => Assert.That(Events.Keys, Is.EquivalentTo(LogEvent.All.Select(static e => e.Id)));

    [TestCaseSource(nameof(Ids))]
    public void Event_Written_HasItsIdLevelMessageAndException(int id)
    {
        var log = new FakeLogger();

        Events[id].Write(log);

        var expected = LogEvent.All.Single(e => e.Id == id);
        var record = log.Collector.GetSnapshot().Single();
        Assert.That((record.Id.Id, record.Id.Name, record.Level, record.Message), Is.EqualTo((id, expected.Name, expected.Level, Events[id].Message)));
        Assert.That(record.Exception, Is.EqualTo(expected.HasException ? Failure : null));
    }

    [TestCaseSource(nameof(Ids))]
    public void Event_LoggerThrows_StopsNothing(int id) => Assert.That(() => Events[id].Write(new ThrowingLogger()), Throws.Nothing);

    [Test]
    public void Event_LoggerThrowsWhenAsked_StopsNothing() =>
        Assert.That(() => Log.RevokeStuck(new ThrowingLogger { ThrowsWhenAsked = true }, "scope 'card0'", [Use]), Throws.Nothing);

    [Test]
    public void RevokeStuck_Crowd_NamesTheFirstThree()
    {
        var log = new FakeLogger();

        Log.RevokeStuck(log, "scope 'card0'", [.. Enumerable.Repeat(Use, 1000)]);

        Assert.That(log.LatestRecord.Message, Does.Contain(" 1000 uses").And.EndsWith($"{Use}, {Use}, {Use}, …"));
    }
}

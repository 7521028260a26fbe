using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

[TestFixture]
[CancelAfter(20_000)]
public sealed class NodeChangesTests
{
    private const PollEvents Changed = PollEvents.Priority | PollEvents.Error;

    private RevokeScope _scope = null!;
    private NodeChanges _changes = null!;
    private RevocableFile _file = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("changes");
        _changes = new NodeChanges();
        _file = Open();
    }

    [TearDown]
    public void TearDown()
    {
        _file.Dispose();
        _scope.Dispose();
    }

    [Test]
    public void Poll_NeverRead_HasChanged() => Assert.That(Look(_file, PollEvents.Priority), Is.EqualTo(Changed));

    [Test]
    public async Task Notify_Polled_WakesAndStaysUntilReadFromTheBeginning([Values] CallForm form)
    {
        Text.Read(_file);
        var poll = await Parked.Poll(_file, form, PollEvents.Priority).AsleepAsync(Limit.Token);

        _changes.Notify();

        Assert.That(await poll.ResultAsync(Limit.Token), Is.EqualTo(Changed));
        Text.ReadAt(_file, 2);
        Text.Read(_file);
        Assert.That(Look(_file, PollEvents.Priority), Is.EqualTo(Changed), "what is held was read on");
        Text.ReadAt(_file, 0);
        Assert.That(Look(_file, PollEvents.Priority), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public async Task Revoke_Polled_WakesWithTheMaskOfADeadFile([Values] CallForm form)
    {
        Text.Read(_file);
        var poll = await Parked.Poll(_file, form, PollEvents.Priority).AsleepAsync(Limit.Token);

        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(await poll.ResultAsync(Limit.Token), Is.EqualTo(PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp));
    }

    [Test]
    public void Poll_ForReadingAndWriting_IsReadyAndTellsOfNoError()
    {
        Assert.That(Look(_file, PollEvents.In | PollEvents.Out), Is.EqualTo(PollEvents.In | PollEvents.Out));
        Assert.That(Look(_file, PollEvents.In | PollEvents.Priority), Is.EqualTo(PollEvents.In | Changed));
        Assert.That(Look(_file, PollEvents.Error), Is.EqualTo(PollEvents.Error));
        Assert.That(Look(_file, PollEvents.None), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public void Notify_WhileTheGetterRuns_IsAChangeAfterThatRead()
    {
        using var file = _scope.Open(new TextNode(
            () =>
            {
                _changes.Notify();
                return "old\n";
            },
            changes: _changes));

        Text.Read(file);

        Assert.That(Look(file, PollEvents.Priority), Is.EqualTo(Changed));
    }

    [Test]
    public async Task Notify_SeveralFiles_EachIsToldUntilItReads()
    {
        using var other = Open();
        Text.Read(_file);
        Text.Read(other);
        var polls = new[] { await Parked.Poll(_file, CallForm.Async, PollEvents.Priority).AsleepAsync(Limit.Token), await Parked.Poll(other, CallForm.Sync, PollEvents.Priority).AsleepAsync(Limit.Token) };

        _changes.Notify();
        foreach (var poll in polls)
        {
            Assert.That(await poll.ResultAsync(Limit.Token), Is.EqualTo(Changed));
        }

        Text.ReadAt(other, 0);
        Assert.That((Look(_file, PollEvents.Priority), Look(other, PollEvents.Priority)), Is.EqualTo((Changed, PollEvents.None)));
    }

    [Test]
    public void Poll_NodeThatAnnouncesNothing_IsSilentOnceRead()
    {
        using var file = _scope.Open(new TextNode(static () => "x"));
        Text.Read(file);
        _changes.Notify();

        Assert.That(Look(file, PollEvents.Priority), Is.EqualTo(PollEvents.None));
    }

    private static PollEvents Look(RevocableFile file, PollEvents events) => file.Poll(events, TimeSpan.Zero);

    private RevocableFile Open() => _scope.Open(new TextNode(static () => "value\n", changes: _changes));
}

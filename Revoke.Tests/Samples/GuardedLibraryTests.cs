using ExistingSound;
using GuardedLibrary;

namespace Revoke.Tests.Samples;

/// <summary>A library that knows nothing of revoke, with the gate and without.</summary>
[CancelAfter(60_000)]
public sealed class GuardedLibraryTests
{
    private const int Rounds = 100;
    private const int Players = 3;

    private static readonly short[] s_silence = new short[480];

    [SetUp]
    public void SetUp() => SampleProgram.RequireSoundOrIgnore();

    [Test]
    public async Task Program_NullPcm_IsTakenAwayFromUnderItsThread()
    {
        var result = await SampleProgram.RunAsync("GuardedLibrary");

        result.AssertExited();
        Assert.That(result.Output.Split('\n'), Has.Length.EqualTo(4).And.Some.StartsWith("the thread: 'null'").And.Some.StartsWith("the handle: closed").And.Some.StartsWith("the next call: 'null'"));
    }

    [Test]
    public async Task Program_UnknownPcm_FailsAndNamesIt()
    {
        var result = await SampleProgram.RunAsync("GuardedLibrary", "nosuchpcm");

        result.AssertExited(1);
        Assert.That(result.Error, Does.Contain("'nosuchpcm': No such file"));
    }

    [Test]
    public void Play_RevokedUnderIt_NeverMeetsAClosedHandle()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var scope = new RevokeScope("sound");
            using var handle = PcmHandle.Open("null");
            using var speaker = new GuardedSpeaker(scope, handle);

            var ends = PlayAndEnd(() => speaker.Play(s_silence), () => Assert.That(scope.Revoke(RevokeReason.Unplugged).IsCompleted));

            Assert.That(ends, Has.Length.EqualTo(Players).And.All.EqualTo(typeof(RevokedException)));
            Assert.That(handle.IsClosed);
        }
    }

    [Test]
    public void Write_DisposedUnderItWithoutTheGate_MeetsAClosedHandle()
    {
        using var handle = PcmHandle.Open("null");
        Assert.That(PlayAndEnd(() => handle.Write(s_silence), handle.Dispose), Has.Length.EqualTo(Players).And.All.EqualTo(typeof(ObjectDisposedException)));
    }

    [Test]
    public async Task Call_RevokedMeanwhile_KeepsItsHandleOpenAndTheNextIsRefused(CancellationToken cancellationToken)
    {
        using var scope = new RevokeScope("sound");
        using var handle = PcmHandle.Open("null");
        using var speaker = new GuardedSpeaker(scope, handle);
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var call = Task.Factory.StartNew(
            () => speaker.Call(h =>
            {
                inside.Set();
                leave.Wait(cancellationToken);
                return h.IsClosed;
            }),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        inside.Wait(cancellationToken);

        var outcome = await scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(50), cancellationToken);

        Assert.That((outcome.IsCompleted, handle.IsClosed), Is.EqualTo((false, false)));
        Assert.That(outcome.Stuck.Select(static use => use.Name), Is.EqualTo(["speaker"]));
        Assert.That(() => speaker.Play(s_silence), Throws.InstanceOf<RevokedException>(), "the next call");
        leave.Set();
        Assert.That(await call, Is.False, "closed under the call");
        Assert.That((await scope.WaitForCompletionAsync(cancellationToken)).IsCompleted);
        Assert.That(handle.IsClosed);
    }

    /// <summary>How each of some threads ends that play while something is done to what they play on.</summary>
    private static Type[] PlayAndEnd(Action play, Action end)
    {
        using var begun = new CountdownEvent(Players);
        var ends = new Type[Players];
        var threads = Enumerable.Range(0, Players).Select(index => new Thread(() =>
        {
            play();
            begun.Signal();
            ends[index] = PlayOn(play);
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        begun.Wait();
        end();
        threads.ForEach(static thread => thread.Join());
        return ends;
    }

    private static Type PlayOn(Action play)
    {
        try
        {
            while (true)
            {
                play();
            }
        }
        catch (Exception exception)
        {
            return exception.GetType();
        }
    }
}

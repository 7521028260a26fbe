using System.Runtime.CompilerServices;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

[TestFixture]
[CancelAfter(20_000)]
public sealed class EventCounterTests
{
    private RevokeScope _scope = null!;
    private EventCounter _counter = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("counter");
        _counter = new EventCounter();
    }

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Read_SomeWereMissed_IsTheTotal()
    {
        using var file = Open();
        _counter.Add();
        Assert.That(Read(file), Is.EqualTo(1));
        _counter.Add(3);
        _counter.Add();

        Assert.That((Read(file), _counter.Total, IsReady(file)), Is.EqualTo((5, 5, false)));
    }

    [Test]
    public void Open_AfterEvents_HasSeenThem()
    {
        _counter.Add(7);
        using var file = Open();
        Assert.That(IsReady(file), Is.False);

        _counter.Add();
        Assert.That((IsReady(file), Read(file)), Is.EqualTo((true, 8)));
    }

    [Test]
    public void Add_SeveralFiles_EachIsTold()
    {
        using var one = Open();
        using var other = Open();
        _counter.Add();
        Assert.That(Read(one), Is.EqualTo(1));

        Assert.That((IsReady(one), IsReady(other), Read(other)), Is.EqualTo((false, true, 1)));
    }

    [Test]
    public async Task Add_TwoReadersOfOneFile_OneTakesItTheOtherSleepsOn()
    {
        using var file = Open();
        var reads = new[] { await Park(file, CallForm.Sync, 1), await Park(file, CallForm.Async, 2) };

        _counter.Add();
        await Eventually.TrueAsync(() => reads.Count(static read => read.IsCompleted) == 1 && SleepersOf.Count(file) == 1, "one has it, the other sleeps", Limit.Token);
        _counter.Add();

        foreach (var read in reads)
        {
            Assert.That(await read.ResultAsync(Limit.Token), Is.EqualTo(4));
        }
    }

    [Test]
    public void Read_OtherSize_IsEinvalAndLosesNothing([Values(1, 3, 5, 8)] int size)
    {
        using var file = Open();
        _counter.Add();

        Assert.That(() => file.Read(new byte[size]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That((file.Read([]), Read(file)), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Add_OverTheRange_WrapsAround()
    {
        using var file = Open();
        _counter.Add(int.MaxValue);
        _counter.Add();

        Assert.That(Read(file), Is.EqualTo(int.MinValue));
    }

    [Test]
    public void Add_NothingOrLess_IsNoEvent()
    {
        using var file = Open();
        _counter.Add(0);

        Assert.That(() => _counter.Add(-1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("count"));
        Assert.That((IsReady(file), _counter.Total), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Add_ManyThreads_NoneIsLost()
    {
        const int Adds = 100_000;
        using var file = Open();
        var reading = Task.Run(() =>
        {
            var (last, isRising) = (0, true);
            while (last < 4 * Adds)
            {
                var next = Read(file);
                isRising &= next > last;
                last = next;
            }

            return isRising;
        });

        await Together.RunAsync(
            4,
            thread =>
            {
                for (var i = 0; i < Adds; i++)
                {
                    _counter.Add();
                }

                return thread;
            },
            Limit.Token);

        Assert.That(_counter.Total, Is.EqualTo(4 * Adds));
        Assert.That(await reading.WaitAsync(Limit.Token), Is.True);
    }

    [Test]
    public async Task Fasync_OnAndOff_AnnouncesWhileOn()
    {
        using var file = Open();
        var channel = System.Threading.Channels.Channel.CreateUnbounded<PollEvents>();
        file.EnableFasync(PollEvents.In | PollEvents.Out, channel.Writer);
        _counter.Add();
        Assert.That(await channel.Reader.ReadAsync(Limit.Token), Is.EqualTo(PollEvents.In));

        file.DisableFasync();
        _counter.Add();

        Assert.That(await channel.Reader.ReadAllAsync(Limit.Token).CountAsync(Limit.Token), Is.Zero);
    }

    [Test]
    public void Fasync_ReplacedOffOrDisposed_LeavesNoSubscriberBehind()
    {
        using var file = Open();
        file.EnableFasync(PollEvents.In, static _ => { });
        file.EnableFasync(PollEvents.In, static _ => { });
        var other = Open();
        other.EnableFasync(PollEvents.In, static _ => { });
        Assert.That(Subscribers(_counter), Has.Length.EqualTo(2));

        other.Dispose();
        Assert.That(Subscribers(_counter), Has.Length.EqualTo(1));
        file.EnableFasync(PollEvents.Out, static _ => { });
        Assert.That(Subscribers(_counter), Is.Empty, "nothing of it was asked for");
    }

    private static int Read(RevocableFile file)
    {
        var buffer = new byte[4];
        return file.Read(buffer) == 4 ? BitConverter.ToInt32(buffer) : throw new InvalidOperationException("A count has four bytes.");
    }

    private static bool IsReady(RevocableFile file) => file.Poll(PollEvents.In, TimeSpan.Zero) == PollEvents.In;

    private static Task<ParkedCall<int>> Park(RevocableFile file, CallForm form, int sleepers) =>
        Parked.Read(file, form, new byte[4]).AsleepAsync(Limit.Token, sleepers);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_subscribers")]
    private static extern ref FasyncSubscription[] Subscribers(EventCounter counter);

    private RevocableFile Open() => _scope.Open(_counter.Open());
}

using Revoke.Errors;
using Revoke.Tests.Support;
using ThermometerDriver;

namespace Revoke.Tests.Simple;

/// <summary>The sample driver, tested as its author would.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class ThermometerTests
{
    private RevokeScope _scope = null!;
    private Thermometer _thermometer = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("thermometer0");
        _thermometer = new Thermometer(_scope);
    }

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Temperature_Measured_IsRead()
    {
        _thermometer.Measure(21_500);
        using var file = _thermometer.Files.Open("temperature");

        Assert.That((Text.Read(file), file.CanWrite), Is.EqualTo(("21500\n", false)));
    }

    [Test]
    public async Task Temperature_Polled_WakesWhenItIsMeasured([Values] CallForm form)
    {
        using var file = _thermometer.Files.Open("temperature");
        Text.Read(file);
        var poll = await Parked.Poll(file, form, PollEvents.Priority).AsleepAsync(Limit.Token);
        _thermometer.Measure(-5);

        Assert.That(await poll.ResultAsync(Limit.Token) & PollEvents.Priority, Is.EqualTo(PollEvents.Priority));
        Assert.That(Text.ReadAt(file, 0), Is.EqualTo("-5\n"));
    }

    [Test]
    public void Limit_Written_IsTheLimitAndNonsenseIsEinval()
    {
        using var file = _thermometer.Files.Open("limit");
        file.Write("25000\n"u8);
        Assert.That(Text.Read(file), Is.EqualTo("25000\n"));

        var exception = Assert.Throws<IOException>(() => file.Write("warm\n"u8))!;
        Assert.That((exception.HResult, exception.InnerException), Is.EqualTo((Errno.EINVAL, exception.InnerException as FormatException)));
        Assert.That(exception.InnerException, Is.Not.Null);
        Assert.That(Text.ReadAt(file, 0), Is.EqualTo("25000\n"));
    }

    [Test]
    public async Task Alarm_AboveTheLimit_WakesItsReader([Values] CallForm form)
    {
        using var file = _thermometer.Files.Open("alarm");
        var count = new byte[4];
        var read = await Parked.Read(file, form, count).AsleepAsync(Limit.Token);
        _thermometer.Measure(30_000);
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero), Is.EqualTo(PollEvents.None), "at the limit is not above");
        _thermometer.Measure(30_001);

        Assert.That(await read.ResultAsync(Limit.Token), Is.EqualTo(4));
        Assert.That(BitConverter.ToInt32(count), Is.EqualTo(1));
    }

    [Test]
    public async Task RemoveAlarm_SomebodySleepsInIt_WakesHimAndLeavesTheRest()
    {
        using var log = _thermometer.Files.Open("log");
        var alarm = _thermometer.Files.Open("alarm");
        var read = await Parked.Read(alarm, CallForm.Sync, new byte[4]).AsleepAsync(Limit.Token);

        Assert.That(_thermometer.RemoveAlarm().IsCompleted, Is.True);

        await read.FailsAsync<RevokedException>(Limit.Token);
        Assert.That(string.Join(' ', _thermometer.Files.Names), Is.EqualTo("limit log temperature"));
        _thermometer.Measure(40_000);
        Assert.That(Text.Read(log), Is.EqualTo("40000\n"));
    }

    [Test]
    public void Log_Open_HasALineForEachMeasurementSince()
    {
        _thermometer.Measure(1);
        using var log = _thermometer.Files.Open("log");
        _thermometer.Measure(2);
        _thermometer.Measure(int.MinValue);

        Assert.That(() => log.Read(new byte[15]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That((Text.Read(log), Text.Read(log)), Is.EqualTo(("2\n", "-2147483648\n")));
        Assert.That(log.Poll(PollEvents.In, TimeSpan.Zero), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public async Task Read_UnpluggedWhileItSleeps_IsRevoked()
    {
        using var file = _thermometer.Files.Open("log");
        var read = file.ReadAsync(new byte[64], Limit.Token);
        Assert.That(read.IsCompleted, Is.False);

        var outcome = _scope.Revoke(RevokeReason.Unplugged);

        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, 1)));
        Assert.That(async () => await read, Throws.InstanceOf<RevokedException>());
        await Task.CompletedTask;
    }

    [Test]
    public void Release_FileOfTheLog_IsForgottenByTheDevice()
    {
        var log = _thermometer.Files.Open("log");
        _thermometer.Measure(1);
        log.Dispose();

        Assert.That(() => _thermometer.Measure(2), Throws.Nothing);
        Assert.That(OpenLogs(), Is.Zero);
        _thermometer.Files.Open("log");
        Assert.That(OpenLogs(), Is.EqualTo(1));
    }

    private int OpenLogs() => ((System.Collections.ICollection)typeof(Thermometer)
        .GetField("_logs", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(_thermometer)!).Count;
}

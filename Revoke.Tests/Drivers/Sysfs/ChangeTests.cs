using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Waiting for changes that the kernel really announces: those of a control group, whose files are the same code in the kernel as sysfs.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class ChangeTests
{
    private ControlGroup _group = null!;
    private SysfsDriver _driver = null!;
    private SysfsDirectory _directory = null!;
    private SysfsAttribute _changes = null!;

    [SetUp]
    public void SetUp()
    {
        _group = ControlGroup.CreateOrIgnore();
        _driver = new SysfsDriver(options: new() { Root = _group.Root });
        _directory = _driver.OpenDirectory(_group.Name);
        _changes = _directory.OpenAttribute("cgroup.events");
    }

    [TearDown]
    public void TearDown()
    {
        _changes?.Dispose();
        _directory?.Dispose();
        _driver?.Dispose();
        _group?.Dispose();
    }

    [Test]
    public async Task WaitForChange_ProcessComesAndGoes_TellsBoth([Values] CallForm form, CancellationToken cancellationToken)
    {
        Assert.That(_changes.ReadText(), Does.Contain("populated 0"));
        using var sleeper = ControlGroup.StartSleeper();
        var wait = await ParkedChange.StartAsync(_changes, form, cancellationToken);
        _directory.WriteText("cgroup.procs", FormattableString.Invariant($"{sleeper.Id}"));
        Assert.That(await wait.WaitAsync(cancellationToken), Does.Contain("populated 1"));

        wait = await ParkedChange.StartAsync(_changes, form, cancellationToken);
        sleeper.Kill();
        await sleeper.WaitForExitAsync(cancellationToken);
        Assert.That(await wait.WaitAsync(cancellationToken), Does.Contain("populated 0"));
    }

    [Test]
    public async Task WaitForChange_ChangedBetweenReadAndWait_ReturnsAtOnce([Values] CallForm form, CancellationToken cancellationToken)
    {
        Assert.That(_changes.ReadText(), Does.Contain("frozen 0"));
        _group.Freeze(true);
        Assert.That(await WaitAsync(form, cancellationToken), Does.Contain("frozen 1"));
    }

    [Test]
    public async Task WaitForChange_ChangedBetweenTwoWaits_ReturnsAtOnceEachTime([Values] CallForm form, CancellationToken cancellationToken)
    {
        var wait = await ParkedChange.StartAsync(_changes, form, cancellationToken);
        _group.Freeze(true);
        await wait.WaitAsync(cancellationToken);
        for (var i = 0; i < 50; i++)
        {
            _group.Freeze(i % 2 != 0);
            Assert.That(await WaitAsync(form, cancellationToken), Does.Contain($"frozen {i % 2}"));
        }

        Assert.That(_changes.WaitForChange(TimeSpan.Zero, cancellationToken), Is.Null, "and told once");
    }

    [Test]
    public async Task WaitForChange_SomebodyElseReadsMeanwhile_TakesNothingAway([Values] CallForm form, CancellationToken cancellationToken)
    {
        Assert.That(_changes.WaitForChange(TimeSpan.Zero, cancellationToken), Is.Null);
        for (var i = 0; i < 20; i++)
        {
            _group.Freeze(i % 2 == 0);
            Assert.That((_changes.ReadText(), _directory.ReadText("cgroup.events")), Is.EqualTo((_changes.ReadText(), _changes.ReadText())));
            Assert.That(await WaitAsync(form, cancellationToken), Does.Contain($"frozen {(i % 2 == 0 ? 1 : 0)}"));
        }

        // The control: on the file that is read, that change would be over.
        _group.Freeze(true);
        Assert.That(_changes.File.Poll(PollEvents.Priority, TimeSpan.Zero, cancellationToken), Is.EqualTo(PollEvents.Priority | PollEvents.Error));
        _ = _changes.ReadText();
        Assert.That(_changes.File.Poll(PollEvents.Priority, TimeSpan.Zero, cancellationToken), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public void WaitForChange_NothingChanges_IsNullWhenTheTimeIsOver()
    {
        Assert.That(_changes.WaitForChange(TimeSpan.Zero), Is.Null);
        Assert.That(_changes.WaitForChange(TimeSpan.FromMilliseconds(20)), Is.Null);
        Assert.That(() => _changes.WaitForChange(TimeSpan.FromSeconds(-5)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        _group.Freeze(true);
        Assert.That(_changes.WaitForChange(TimeSpan.Zero), Does.Contain("frozen 1"));
    }

    [Test]
    public async Task WaitForChange_TokenFires_EndsAndLosesNothing([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var source = new CancellationTokenSource();
        var wait = await ParkedChange.StartAsync(_changes, form, cancellationToken, source.Token);
        await source.CancelAsync();
        Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<OperationCanceledException>());
        _group.Freeze(true);
        Assert.That(await WaitAsync(form, cancellationToken), Does.Contain("frozen 1"));
    }

    [Test]
    public async Task WaitForChange_Disposed_EndsWithObjectDisposed([Values] CallForm form, CancellationToken cancellationToken)
    {
        var wait = await ParkedChange.StartAsync(_changes, form, cancellationToken);
        await _changes.DisposeAsync();
        Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(_directory.ReadText("cgroup.events"), Does.Contain("frozen"));
    }

    [Test]
    public async Task WaitForChange_Revoked_EndsAtOnceAndForGood([Values] CallForm form, CancellationToken cancellationToken)
    {
        var wait = await ParkedChange.StartAsync(_changes, form, cancellationToken);
        var outcome = _directory.Scope.Revoke(RevokeReason.Policy("over"), Timeout.InfiniteTimeSpan);
        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, 2)), "the file, and that of the wait");
        Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>().With.Property("Errno").EqualTo(Native.ENODEV));
        Assert.That(async () => await WaitAsync(form, cancellationToken), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public async Task WaitForChange_SomebodyWaitsAlready_IsRefused([Values] CallForm form, CancellationToken cancellationToken)
    {
        var wait = await ParkedChange.StartAsync(_changes, form, cancellationToken);
        Assert.That(() => _changes.WaitForChange(TimeSpan.Zero), Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("cgroup.events"));
        Assert.That(async () => await _changes.WaitForChangeAsync(cancellationToken), Throws.InstanceOf<InvalidOperationException>());
        using var other = _directory.OpenAttribute("cgroup.events");
        var second = await ParkedChange.StartAsync(other, form, cancellationToken);
        _group.Freeze(true);
        Assert.That((await wait.WaitAsync(cancellationToken), await second.WaitAsync(cancellationToken)), Is.EqualTo((_changes.ReadText(), _changes.ReadText())));
    }

    [Test]
    public async Task WatchAsync_ChangesOneAfterTheOther_TellsTheValueNowAndEachLater(CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        await foreach (var text in _directory.WatchAsync("cgroup.events", cancellationToken))
        {
            seen.Add(text);
            if (seen.Count == 6)
            {
                break;
            }

            _group.Freeze(seen.Count % 2 != 0);
        }

        Assert.That(seen.Select(static text => text[^1]), Is.EqualTo("010101"));
    }

    [Test]
    public async Task WaitForChange_ChangesWithoutPause_ComesToTheLastOne([Values] CallForm form, CancellationToken cancellationToken)
    {
        // However the changes fall between reads and polls, whoever waits in a loop ends up with the last value: a lost one would leave him asleep.
        Assert.That(_changes.ReadText(), Does.Contain("frozen 0"));
        using var sleeper = ControlGroup.StartSleeper();
        var writer = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 300; i++)
                {
                    _group.FreezeUnannounced(i % 2 == 0);
                }

                _directory.WriteText("cgroup.procs", FormattableString.Invariant($"{sleeper.Id}"));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
        while (!(await WaitAsync(form, cancellationToken))!.Contains("populated 1", StringComparison.Ordinal))
        {
        }

        await writer.WaitAsync(cancellationToken);
        sleeper.Kill();
        while (!(await WaitAsync(form, cancellationToken))!.Contains("populated 0", StringComparison.Ordinal))
        {
        }
    }

    private async Task<string?> WaitAsync(CallForm form, CancellationToken cancellationToken) => form == CallForm.Sync
        ? await Task.Run(() => _changes.WaitForChange(TimeSpan.FromSeconds(20), cancellationToken), cancellationToken)
        : await _changes.WaitForChangeAsync(cancellationToken);
}

using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>Several threads that need the same page, and revokes and disposes beside them.</summary>
[TestFixture]
[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultConcurrencyTests
{
    private readonly RevokeScope _scope = new("vm", new RevokeScopeOptions { DrainTimeout = TimeSpan.FromSeconds(20) });
    private readonly VmDriver _driver = new();
    private readonly ManualResetEventSlim _goOn = new();

    [TearDown]
    public void TearDown()
    {
        _goOn.Set();
        _scope.Dispose();
        _goOn.Dispose();
    }

    [Test]
    public async Task Fault_ManyThreadsTouchManyPages_IsOncePerPageAndNobodySeesAHalfOne(CancellationToken cancellationToken)
    {
        const int Pages = 600; // more than one chunk
        var file = _scope.Open(_driver);
        using var one = file.Map(new MappingOptions { Length = Pages * VmDriver.Page });
        using var two = file.Map(new MappingOptions { Length = Pages * VmDriver.Page });

        var wrong = await Together.RunAsync(4, thread =>
        {
            var wrong = 0;
            for (var page = 0; page < Pages; page++)
            {
                using var view = (thread % 2 == 0 ? one : two).View((long)page * VmDriver.Page, VmDriver.Page);
                wrong += view.Span.IndexOfAnyExcept((byte)(page + 1)) < 0 ? 0 : 1;
            }

            return wrong;
        }, cancellationToken);

        Assert.That(wrong, Is.All.Zero);
        Assert.That(_driver.Calls, Is.Unique.And.Count.EqualTo(Pages));
    }

    [Test]
    public async Task Fault_OneRuns_TheOthersWaitForIt(CancellationToken cancellationToken)
    {
        using var mapping = MapHeldUp(OperationResult.Done(0));
        var first = Touch(mapping);
        await HeldUpAsync(cancellationToken);
        var others = Enumerable.Range(0, 3).Select(_ => Touch(mapping)).ToList();
        await Eventually.TrueAsync(() => _scope.CaptureUses().Count == 4, "all are inside", cancellationToken);
        Assert.That(others.Exists(static other => other.IsCompleted), Is.False);

        _goOn.Set();

        Assert.That(await Task.WhenAll([first, .. others]).WaitAsync(cancellationToken), Is.All.EqualTo(1));
        Assert.That(_driver.Calls, Is.EqualTo(["fault 0"]));
    }

    [Test]
    public async Task Fault_OneFailsWhileOthersWait_EachAsksForItself(CancellationToken cancellationToken)
    {
        using var mapping = MapHeldUp(OperationResult.Failed(Errno.EREMOTEIO));
        var touches = new List<Task<int>> { Touch(mapping) };
        await HeldUpAsync(cancellationToken);
        touches.Add(Touch(mapping));
        await Eventually.TrueAsync(() => _scope.CaptureUses().Count == 2, "both are inside", cancellationToken);

        _goOn.Set();

        foreach (var touch in touches)
        {
            Assert.That(async () => await touch.WaitAsync(cancellationToken), Throws.InstanceOf<BusErrorException>().With.InnerException.Property("HResult").EqualTo(Errno.EREMOTEIO));
        }

        Assert.That(_driver.Calls, Is.EqualTo(["fault 0", "fault 0"]));
    }

    [Test]
    public async Task Fault_OneRuns_ReadersOfOtherPagesDoNotWait(CancellationToken cancellationToken)
    {
        using var mapping = MapHeldUp(OperationResult.Done(0));
        var first = Touch(mapping);
        await HeldUpAsync(cancellationToken);

        using (var view = mapping.View(VmDriver.Page, 1))
        {
            Assert.That(view.Span[0], Is.EqualTo(2));
        }

        _goOn.Set();
        Assert.That(await first.WaitAsync(cancellationToken), Is.EqualTo(1));
    }

    [Test]
    public async Task PageMkwrite_Runs_ReadersGoOn(CancellationToken cancellationToken)
    {
        _driver.VmOperations = new VmOperations
        {
            Fault = _driver.Fault,
            PageMkwrite = (in context, in area, offset, page) =>
            {
                _ = _driver.PageMkwrite(context, area, offset, page);
                _goOn.Wait(CancellationToken.None);
                return OperationResult.Done(0);
            },
        };
        using var mapping = _scope.Open(_driver).Map(new MappingOptions { Length = VmDriver.Page, Access = FileAccess.ReadWrite });
        var writer = Task.Run(() => mapping.CopyFrom(0, "x"u8), CancellationToken.None);
        await Eventually.TrueAsync(() => _driver.Calls.Count == 2, "the driver is asked", cancellationToken);

        using (var view = mapping.View())
        {
            Assert.That(view.Span[0], Is.EqualTo(1));
        }

        _goOn.Set();
        await writer.WaitAsync(cancellationToken);
    }

    [Test]
    public async Task Fault_EachNeedsTheOthersPage_OneIsTold(CancellationToken cancellationToken)
    {
        RevocableMapping? mapping = null;
        using var both = new Barrier(2);
        _driver.VmOperations = new VmOperations
        {
            Fault = (in context, in area, offset, page) =>
            {
                both.SignalAndWait(CancellationToken.None);
                using var other = mapping!.View(VmDriver.Page - offset, 1);
                return _driver.Fault(context, area, offset, page);
            },
        };
        mapping = _scope.Open(_driver).Map(new MappingOptions { Length = 2 * VmDriver.Page });

        var errors = await Together.RunAsync(2, thread =>
        {
            try
            {
                mapping.View(thread * VmDriver.Page, 1).Dispose();
                return null;
            }
            catch (BusErrorException exception)
            {
                both.RemoveParticipant(); // the other one asks again, and meets nobody
                return exception;
            }
        }, cancellationToken);

        var told = errors.OfType<BusErrorException>().ToList();
        Assert.That(told, Is.Not.Empty, "a circle cannot be served");
        Assert.That(told.Exists(static error => Chain(error).Any(static inner => inner is InvalidOperationException)), Is.True);
        mapping.Dispose();
    }

    [Test]
    public async Task Revoke_FaultInFlight_IsDrainedAsAnyUse(CancellationToken cancellationToken)
    {
        using var mapping = MapHeldUp(OperationResult.Done(0));
        var first = Touch(mapping);
        await HeldUpAsync(cancellationToken);
        var waits = Touch(mapping);
        await Eventually.TrueAsync(() => _scope.CaptureUses().Count == 2, "both are inside", cancellationToken);

        var revoke = _scope.RevokeAsync(RevokeReason.Policy("over"), cancellationToken);
        Assert.That((revoke.IsCompleted, _driver.Released), Is.EqualTo((false, 0)));
        _goOn.Set();

        Assert.That(await Task.WhenAll(first, waits).WaitAsync(cancellationToken), Is.All.EqualTo(1), "who was inside is served");
        Assert.That((await revoke).IsCompleted, Is.True);
        Assert.That(_driver.Released, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_FromInsideAFaultThatOthersWaitFor_EndsWithoutTheDeadline(CancellationToken cancellationToken)
    {
        RevokeOutcome? outcome = null;
        _driver.VmOperations = new VmOperations
        {
            Fault = (in context, in area, offset, page) =>
            {
                _ = _driver.Fault(context, area, offset, page);
                _goOn.Wait(CancellationToken.None);
                outcome = context.Scope.Revoke(RevokeReason.Unplugged, Timeout.InfiniteTimeSpan);
                return OperationResult.Done(0);
            },
        };
        var mapping = _scope.Open(_driver).Map(new MappingOptions { Length = VmDriver.Page });
        var first = Touch(mapping);
        await HeldUpAsync(cancellationToken);
        var waits = Touch(mapping);
        await Eventually.TrueAsync(() => _scope.CaptureUses().Count == 2, "both are inside", cancellationToken);

        _goOn.Set();

        Assert.That(async () => await waits.WaitAsync(cancellationToken), Throws.InstanceOf<BusErrorException>().With.InnerException.InstanceOf<RevokedException>());
        Assert.That(await first.WaitAsync(cancellationToken), Is.EqualTo(1));
        await _scope.WaitForCompletionAsync(cancellationToken);
        Assert.That((outcome!.Stuck.Count, _driver.Released), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Dispose_FromInsideAFaultThatOthersWaitFor_TheyAreToldThatItIsDisposed(CancellationToken cancellationToken)
    {
        RevocableMapping? mapping = null;
        _driver.VmOperations = new VmOperations
        {
            Fault = (in context, in area, offset, page) =>
            {
                _ = _driver.Fault(context, area, offset, page);
                _goOn.Wait(CancellationToken.None);
                mapping!.Dispose();
                return OperationResult.Done(0);
            },
        };
        var file = _scope.Open(_driver);
        mapping = file.Map(new MappingOptions { Length = VmDriver.Page });
        var first = Touch(mapping);
        await HeldUpAsync(cancellationToken);
        var waits = Touch(mapping);
        await Eventually.TrueAsync(() => _scope.CaptureUses().Count == 2, "both are inside", cancellationToken);

        _goOn.Set();

        Assert.That(async () => await waits.WaitAsync(cancellationToken), Throws.InstanceOf<BusErrorException>().With.InnerException.InstanceOf<ObjectDisposedException>());
        await first.WaitAsync(cancellationToken);
        Assert.That(_driver.Released, Is.Zero, "the file is open");
    }

    [Test]
    public async Task Interrupt_WaitingForAPage_IsKeptAndThePageIsHad(CancellationToken cancellationToken)
    {
        using var mapping = MapHeldUp(OperationResult.Done(0));
        var first = Touch(mapping);
        await HeldUpAsync(cancellationToken);
        var seen = 0;
        var interrupted = false;
        using var never = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            using (var view = mapping.View(0, 1))
            {
                seen = view.Span[0];
            }

            try
            {
                never.Wait(cancellationToken);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
            catch (OperationCanceledException)
            {
                // It was lost.
            }
        });
        thread.Start();
        await Eventually.TrueAsync(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "it waits", cancellationToken);
        thread.Interrupt();
        _goOn.Set();
        await Task.Run(thread.Join, cancellationToken);

        await first.WaitAsync(cancellationToken);
        Assert.That((seen, interrupted), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task Revoke_UseThatIsInside_GoesOnFaulting(CancellationToken cancellationToken)
    {
        var file = _scope.Open(_driver);
        using var mapping = file.Map(new MappingOptions { Length = 2 * VmDriver.Page });
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = Task.Factory.StartNew(
            () =>
            {
                using var use = _scope.Enter();
                var first = use.Span(mapping, 0, 1)[0];
                inside.SetResult();
                _goOn.Wait(CancellationToken.None);
                return (first, use.Span(mapping, VmDriver.Page, 1)[0], use.IsRevoked);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await inside.Task.WaitAsync(cancellationToken);

        var revoke = _scope.RevokeAsync(RevokeReason.Replaced, cancellationToken);
        _goOn.Set();

        Assert.That(await reader.WaitAsync(cancellationToken), Is.EqualTo(((byte)1, (byte)2, true)));
        Assert.That((await revoke).IsCompleted, Is.True);
        Assert.That(_driver.Released, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_FaultBlocksAndCanBeKicked_IsKicked(CancellationToken cancellationToken)
    {
        var driver = new KickedDriver();
        using var mapping = _scope.Open(driver).Map(new MappingOptions { Length = VmDriver.Page });
        var touch = Touch(mapping);
        await Eventually.TrueAsync(() => driver.Calls.Count > 0, "the driver blocks", cancellationToken);

        var outcome = await _scope.RevokeAsync(RevokeReason.Unplugged, cancellationToken);

        Assert.That(outcome.IsCompleted, Is.True);
        Assert.That(async () => await touch.WaitAsync(cancellationToken), Throws.InstanceOf<BusErrorException>());
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    private static Task<int> Touch(RevocableMapping mapping) => Task.Factory.StartNew(
        () =>
        {
            using var view = mapping.View(0, 1);
            return (int)view.Span[0];
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private Task HeldUpAsync(CancellationToken cancellationToken) => Eventually.TrueAsync(() => _driver.Calls.Count == 1, "the driver is asked", cancellationToken);

    /// <summary>Page 0 comes when the test lets it.</summary>
    private RevocableMapping MapHeldUp(OperationResult result)
    {
        _driver.VmOperations = new VmOperations
        {
            Fault = (in context, in area, offset, page) =>
            {
                _ = _driver.Fault(context, area, offset, page);
                if (offset > 0)
                {
                    return OperationResult.Done(0);
                }

                _goOn.Wait(CancellationToken.None);
                return result;
            },
        };
        return _scope.Open(_driver).Map(new MappingOptions { Length = 2 * VmDriver.Page });
    }

    private sealed class KickedDriver : VmDriver, IBlockingOperations
    {
        private readonly SemaphoreSlim _kicks = new(0);

        public KickedDriver() => VmOperations = new VmOperations
        {
            Fault = (in _, in _, _, _) =>
            {
                Note("blocks");
                _kicks.Wait(CancellationToken.None);
                return OperationResult.Failed(Errno.EINTR);
            },
        };

        public void Kick() => _kicks.Release();
    }
}

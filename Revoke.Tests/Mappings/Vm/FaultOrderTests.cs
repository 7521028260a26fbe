using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>Pages that a driver makes out of other pages.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class FaultOrderTests
{
    private RevokeScope _scope = null!;

    [SetUp]
    public void SetUp() => _scope = new RevokeScope("vm", new RevokeScopeOptions { DrainTimeout = TimeSpan.FromSeconds(5) });

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public async Task Fault_WhoSuppliedAPageGoesOnToThatOfTheOneWhoWaited_ItIsNoCircle(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 20; round++) // for the one who waits may be quicker
        {
            RevocableMapping? mapping = null;
            using var first = new ManualResetEventSlim();
            var driver = new VmDriver();
            driver.VmOperations = new VmOperations
            {
                Fault = (in context, in area, offset, page) =>
                {
                    _ = driver.Fault(context, area, offset, page);
                    if (offset == 0)
                    {
                        first.Wait(CancellationToken.None);
                        return OperationResult.Done(0);
                    }

                    using var other = mapping!.View(0, 1); // page 1 is made of page 0
                    return OperationResult.Done(0);
                },
            };
            mapping = _scope.Open(driver).Map(new MappingOptions { Length = 2 * VmDriver.Page });
            var both = Task.Factory.StartNew(() => mapping.View().Dispose(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await Eventually.TrueAsync(() => driver.Calls.Count == 1, "page 0 is asked for", cancellationToken);
            Thread? waiting = null;
            var second = Task.Factory.StartNew(
                () =>
                {
                    waiting = Thread.CurrentThread;
                    mapping.View(VmDriver.Page, 1).Dispose();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            await Eventually.TrueAsync(
                () => driver.Calls.Count == 2 && Volatile.Read(ref waiting)!.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "page 1 waits for page 0", cancellationToken);

            first.Set();

            await Task.WhenAll(both, second).WaitAsync(cancellationToken);
            mapping.Dispose();
        }
    }
}

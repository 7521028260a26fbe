using Revoke.Tests.Children;

namespace Revoke.Tests.Errors;

[TestFixture]
public sealed class ExhaustionTests
{
    [Test]
    public async Task Operation_NoDescriptorLeft_FailsClearlyLeaksNothingAndWorksAfterwards() =>
        (await ChildProcess.RunAsync("exhaustion")).AssertExited();

    [Test]
    public async Task ReadAsync_NoDescriptorLeftAtTheFirstWait_WorksAfterwards() =>
        (await ChildProcess.RunAsync("exhausted-before-the-first-wait")).AssertExited();
}

using Revoke.Tests.Scopes;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(30_000)]
public sealed class ContextTests
{
    [Test]
    public async Task Context_ThrowsInPost_TheOthersAreWokenAllTheSame()
    {
        var scope = new RevokeScope("post");
        using var p1 = new SocketPair();
        using var p2 = new SocketPair();
        var f1 = scope.Open(p1.Near);
        var f2 = scope.Open(p2.Near);
        var r1 = f1.ReadAsync(new byte[1]).AsTask();
        var context = new InlineContext { OnPost = static () => throw new ObjectDisposedException("dispatcher") };
        var r2 = new TaskCompletionSource();
        Party.Start(_ =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            var awaiter = f2.ReadAsync(new byte[1]).GetAwaiter();
            awaiter.UnsafeOnCompleted(() => { });
            SynchronizationContext.SetSynchronizationContext(null);
        }).Ended.Wait();
        Exception? thrown = null;
        var rev = Party.Start(_ => { try { scope.Revoke(RevokeReason.Unplugged); } catch (Exception e) { thrown = e; } });
        await rev.Ended;
        var again = Party.Start(_ => scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(100)));
        var secondReturned = again.Thread.Join(3000);
        var woken = await Task.WhenAny(r1, Task.Delay(2000)) == r1;
        Assert.That((thrown?.GetType().Name, woken, secondReturned), Is.EqualTo(((string?)null, true, true)));
    }

    [Test]
    public async Task Context_InlineAndBlocks_ASecondRevokeKeepsItsDeadline()
    {
        var scope = new RevokeScope("post");
        using var p2 = new SocketPair();
        var f2 = scope.Open(p2.Near);
        using var go = new SemaphoreSlim(0);
        using var at = new SemaphoreSlim(0);
        var context = new InlineContext { OnPost = () => { at.Release(); go.Wait(); } };
        Party.Start(_ =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            f2.ReadAsync(new byte[1]).GetAwaiter().UnsafeOnCompleted(() => { });
        }).Ended.Wait();
        var rev = Party.Start(_ => scope.Revoke(RevokeReason.Unplugged));
        await at.WaitAsync(5000);
        var again = Party.Start(_ => scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(100)));
        var ok = again.Thread.Join(2000);
        go.Release();
        Assert.That(ok, "a deadline of 100 ms is kept");
    }
}

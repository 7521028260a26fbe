namespace Revoke.Tests.Scopes;

public sealed class ScopeUseTests
{
    [Test]
    public void Dispose_CopyAfterTheNextEnter_DoesNotEndIt()
    {
        using var scope = new RevokeScope("copies");
        var first = scope.Enter();
        var copy = first;
        first.Dispose();
        using var second = scope.Enter();

        copy.Dispose();

        Assert.That(scope.CaptureUses(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Dispose_DefaultOrTwice_DoesNothing()
    {
        default(ScopeUse).Dispose();
        Assert.That(default(ScopeUse).IsRevoked, Is.False);
        using var scope = new RevokeScope("twice");
        using var outer = scope.Enter();
        var inner = scope.Enter();
        inner.Dispose();
        inner.Dispose();
        Assert.That(scope.CaptureUses(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Use_ThatThrows_Leaves()
    {
        using var scope = new RevokeScope("throwing");
        try
        {
            using (scope.Enter())
            {
                throw new InvalidOperationException();
            }
        }
        catch (InvalidOperationException)
        {
        }

        Assert.That(scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public void Use_InsideWhenRevoked_SeesItAndGoesOn()
    {
        using var scope = new RevokeScope("inside");
        using var guarded = new Probe().Guard(scope);
        using var use = guarded.Enter();
        using var whole = scope.Enter();
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That((use.IsRevoked, whole.IsRevoked, use.Value is not null), Is.EqualTo((true, true, true)));
        Assert.That(guarded.TryEnter(out _), Is.False, "what is inside goes on, a new entry is refused");
        RevokedException? thrown = null;
        try
        {
            whole.ThrowIfRevoked();
        }
        catch (RevokedException exception)
        {
            thrown = exception;
        }

        Assert.That(thrown?.Reason, Is.EqualTo(RevokeReason.Unplugged));
    }

    [Test]
    public void Value_OfDefault_IsRefused()
    {
        InvalidOperationException? thrown = null;
        try
        {
            _ = default(RevocableUse<Probe>).Value;
        }
        catch (InvalidOperationException exception)
        {
            thrown = exception;
        }

        Assert.That(thrown, Is.Not.Null);
    }

    [Test]
    public void Hold_EndedTwiceAndByAnotherThread_LeavesOnce()
    {
        using var scope = new RevokeScope("holds");
        using var other = scope.Hold("other");
        var hold = scope.Hold("mine");
        var thread = new Thread(hold.Dispose);
        thread.Start();
        thread.Join();
        hold.Dispose();
        Assert.That(scope.CaptureUses().Single().Name, Is.EqualTo("other"));
    }
}

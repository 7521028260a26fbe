using Revoke.Tests.Support;

namespace Revoke.Tests.Scopes;

[TestFixture]
[CancelAfter(30_000)]
public sealed class ThrowingLoggerTests
{
    [Test]
    public async Task Logger_Throws_ReleaseStillCompletes()
    {
        var scope = new RevokeScope("log", new RevokeScopeOptions { Logger = new ThrowingLogger() });
        var a = new Probe { OnRelease = static () => throw new IOException("x") };
        var b = new Probe { OnRelease = static () => throw new IOException("x") };
        a.Guard(scope);
        b.Guard(scope);
        Exception? thrown = null;
        try
        {
            scope.Revoke(RevokeReason.Unplugged);
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        var again = await scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.FromSeconds(1));
        Assert.That((thrown, a.Releases + b.Releases, again.IsCompleted), Is.EqualTo(((Exception?)null, 2, true)));
    }
}

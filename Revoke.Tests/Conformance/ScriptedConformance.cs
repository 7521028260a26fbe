using Revoke.Tests.Model;

namespace Revoke.Tests.Conformance;

/// <summary>Operations without any descriptor, over an event source.</summary>
public sealed class ScriptedConformance : SleepingFileConformance
{
    public override Subject Create()
    {
        var operations = new LoopbackOperations();
        var scope = new RevokeScope("loopback");
        return new Subject(scope, scope.Open(operations), operations.Feed, () => Assert.That(operations.Violations, Is.Empty));
    }
}

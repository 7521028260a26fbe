using ThermometerDriver;

namespace Revoke.Tests.Conformance;

/// <summary>The files of the sample driver whose reads do not sleep.</summary>
[TestFixture("temperature", false)]
[TestFixture("limit", true)]
public sealed class ThermometerConformance(string name, bool canWrite) : FileConformance
{
    protected override bool CanWrite => canWrite;

    public override Subject Create()
    {
        var scope = new RevokeScope("thermometer0");
        var thermometer = new Thermometer(scope);
        var file = thermometer.Files.Open(name);
        return new Subject(file.Scope, file, _ => thermometer.Measure(30_000), scope.Dispose);
    }

    protected override void CheckFed(byte[] bytes) => Assert.That(bytes, Is.EqualTo("30000\n"u8.ToArray()));
}

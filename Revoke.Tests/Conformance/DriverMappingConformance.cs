using Revoke.Drivers;
using Revoke.Tests.Mappings.Vm;

namespace Revoke.Tests.Conformance;

/// <summary>Memory that a driver supplies, with and without a word before writes.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class DriverMappingConformance(bool hasMkwrite) : MappingConformance
{
    public override Subject Create()
    {
        var bytes = new byte[Length];
        var driver = new SizedVmDriver(Length);
        driver.VmOperations = new VmOperations
        {
            Fault = (in _, in _, offset, page) =>
            {
                bytes.AsSpan((int)offset, Math.Min(page.Length, Length - (int)offset)).CopyTo(page);
                return OperationResult.Done(0);
            },
            PageMkwrite = hasMkwrite ? driver.PageMkwrite : null,
        };
        var scope = new RevokeScope("driver");
        return new Subject(scope, scope.Open(driver), fed => fed.CopyTo(bytes, 0), () => Assert.That(driver.Released, Is.EqualTo(1)));
    }
}

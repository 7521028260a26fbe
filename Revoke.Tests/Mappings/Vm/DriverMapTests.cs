using Revoke.Drivers;
using Revoke.Errors;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>What of a driver's file is mapped, and what is refused.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DriverMapTests
{
    private readonly RevokeScope _scope = new("vm");

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Map_NoLength_HasToBeTold()
    {
        var driver = new VmDriver();
        var file = _scope.Open(driver, "card");

        Assert.That(() => file.Map(), Throws.ArgumentException.With.Message.Contains("'card'").And.Message.Contains(nameof(MappingOptions.Length)));
        Assert.That(() => file.Map(new MappingOptions { Length = long.MaxValue }), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EOVERFLOW));
        Assert.That(driver.Calls, Is.Empty);
    }

    [Test]
    public void Map_DriversLength_IsMappedFromTheOffsetOn()
    {
        var driver = new SizedVmDriver((3 * VmDriver.Page) + 10);
        using var mapping = _scope.Open(driver).Map(new MappingOptions { Offset = VmDriver.Page + 5 });

        using var view = mapping.View();

        Assert.That((mapping.Length, mapping.CanWrite, mapping.IsDeviceMemory), Is.EqualTo(((2L * VmDriver.Page) + 5, false, false)));
        Assert.That((view.Span[0], view.Span[VmDriver.Page - 6], view.Span[VmDriver.Page - 5], view.Span[^1]), Is.EqualTo(((byte)2, (byte)2, (byte)3, (byte)4)));
        Assert.That(driver.Calls, Is.EqualTo(["length", "fault 1", "fault 2", "fault 3"]));
    }

    [Test]
    public void Map_OutsideTheDriversLength_IsRefused()
    {
        var file = _scope.Open(new SizedVmDriver(100));

        Assert.That(() => file.Map(new MappingOptions { Length = 101 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => file.Map(new MappingOptions { Offset = 90, Length = 11 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => file.Map(new MappingOptions { Offset = 100 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        using var whole = file.Map(new MappingOptions { Length = 100 });
        Assert.That(whole.Length, Is.EqualTo(100));
    }

    [Test]
    public void Map_DriverHasNothingOrFails_IsItsError()
    {
        Assert.That(() => _scope.Open(new SizedVmDriver(0)).Map(), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(() => _scope.Open(new SizedVmDriver(-Errno.EBUSY)).Map(), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EBUSY));
    }

    [Test]
    public void Map_TableThatIsRefused_CallsNothingOfTheDriver()
    {
        var driver = new SizedVmDriver(100);
        driver.VmOperations = new VmOperations { Fault = driver.Fault, Close = (in _) => driver.Note("close") };

        Assert.That(() => _scope.Open(driver).Map(), Throws.InstanceOf<NotRevocableException>().With.Property("Operation").EqualTo("close"));
        Assert.That(driver.Calls, Is.Empty);
    }

    [Test]
    public void Map_OtherTableThanTheFirst_CallsNothingOfTheDriver()
    {
        var driver = new SizedVmDriver(100);
        var file = _scope.Open(driver);
        using var first = file.Map();
        driver.VmOperations = new VmOperations { Fault = driver.Fault };

        Assert.That(() => file.Map(), Throws.InstanceOf<NotRevocableException>().With.Property("Operation").EqualTo("mmap"));
        Assert.That(driver.Calls, Is.EqualTo(["length"]));
        using var view = first.View();
        Assert.That(view.Span[0], Is.EqualTo(1), "the first map goes on");
    }

    [Test]
    public void Map_Revoked_IsRefusedBeforeTheDriver()
    {
        var driver = new SizedVmDriver(100);
        var file = _scope.Open(driver);
        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(() => file.Map(), Throws.InstanceOf<RevokedException>());
        Assert.That((driver.Calls.Count, driver.Released), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Map_RevokedWhileTheDriverTellsItsLength_IsBornDeadAndReplaced(CancellationToken cancellationToken)
    {
        VmDriver driver = new RevokingDriver(_scope);
        var file = _scope.Open(driver);

        using var mapping = file.Map(new MappingOptions { AfterRevoke = AfterRevoke.Ones });

        Assert.That(mapping.IsRevoked, Is.True);
        Assert.That(FirstByte(mapping), Is.EqualTo(0xFF));
        Assert.That(() => mapping.View(), Throws.InstanceOf<RevokedException>());
        await _scope.WaitForCompletionAsync(cancellationToken);
        Assert.That((driver.Calls.Count, driver.Released), Is.EqualTo((0, 1)));
    }

    private static unsafe byte FirstByte(RevocableMapping mapping) => *mapping.DangerousGetPointer();

    private sealed class RevokingDriver(RevokeScope scope) : VmDriver, ISeekOperation
    {
        public long Seek(in DriverCall context, long offset, SeekOrigin origin) => offset;

        public long GetLength(in DriverCall context)
        {
            scope.Revoke(RevokeReason.Unplugged);
            return 100;
        }
    }
}

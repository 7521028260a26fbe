using Revoke.Drivers.Alsa;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>A driver for each test, where libasound is installed.</summary>
public abstract class AlsaFixture
{
    protected static readonly PcmFormat Stereo = new(48_000, 2);

    protected AlsaDriver Alsa { get; private set; } = null!;

    [SetUp]
    public void CreateDriver()
    {
        if (!AlsaDriver.IsSupported)
        {
            Assert.Ignore("libasound.so.2 is not installed.");
        }

        Alsa = new AlsaDriver();
    }

    [TearDown]
    public void DisposeDriver() => Alsa?.Dispose();
}

using Revoke.Benchmarks.Harness;

namespace Revoke.Tests.Benchmarks;

[TestFixture]
internal sealed class QuantilesTests
{
    [TestCase(new[] { 3.0 }, 3.0)]
    [TestCase(new[] { 5.0, 1.0, 3.0 }, 3.0)]
    [TestCase(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    [TestCase(new[] { 1.0, 1.1, 0.9, 1.0, 900.0 }, 1.0)]
    public void Median_OfSamples_IsTheMiddle(double[] samples, double expected) =>
        Assert.That(Quantiles.Median(samples), Is.EqualTo(expected).Within(1e-12));

    [TestCase(0.0, 10.0)]
    [TestCase(0.25, 20.0)]
    [TestCase(0.375, 25.0)]
    [TestCase(1.0, 50.0)]
    public void At_Share_InterpolatesBetweenNeighbours(double share, double expected) =>
        Assert.That(Quantiles.At([50, 10, 40, 20, 30], share), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void At_NoSamplesOrNoShare_Throws()
    {
        Assert.That(() => Quantiles.Median([]), Throws.ArgumentException);
        Assert.That(() => Quantiles.At([1], 1.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Quantiles.At([1], -0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}

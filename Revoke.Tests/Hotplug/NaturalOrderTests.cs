using CsCheck;
using Revoke.Hotplug;

namespace Revoke.Tests.Hotplug;

[TestFixture]
public sealed class NaturalOrderTests
{
    [TestCase("ttyS2", "ttyS10")]
    [TestCase("/devices/a/usb1/1-2", "/devices/a/usb1/1-10")]
    [TestCase("card", "card0")]
    [TestCase("a", "b")]
    [TestCase("a9b", "a10a")]
    [TestCase("", "a")]
    [TestCase("x1", "x01y")]
    [TestCase("n99999999999999999998", "n99999999999999999999")]
    public void Compare_Names_GoesByNumbers(string first, string second)
    {
        Assert.That(NaturalOrder.Instance.Compare(first, second), Is.Negative);
        Assert.That(NaturalOrder.Instance.Compare(second, first), Is.Positive);
    }

    [Test]
    public void Compare_AnyThree_IsAnOrder() =>
        Gen.Select(Name, Name, Name).Sample(static (x, y, z) =>
        {
            var order = NaturalOrder.Instance;
            return Math.Sign(order.Compare(x, y)) == -Math.Sign(order.Compare(y, x))
                && (order.Compare(x, y) == 0) == (x == y)
                && !(order.Compare(x, y) < 0 && order.Compare(y, z) < 0 && order.Compare(x, z) >= 0);
        });

    private static Gen<string> Name => Gen.String[Gen.Char["a/0019"], 0, 6];
}

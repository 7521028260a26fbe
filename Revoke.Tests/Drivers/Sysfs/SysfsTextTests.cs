using CsCheck;
using Revoke.Drivers.Sysfs;

namespace Revoke.Tests.Drivers.Sysfs;

[TestFixture]
public sealed class SysfsTextTests
{
    private static readonly string[] Words = ["enable", "disabled", "TRUE", "Off", "oFF", "false", "On\n"];

    [TestCase("0", 0L)]
    [TestCase("1500", 1500L)]
    [TestCase("-1", -1L)]
    [TestCase("+7", 7L)]
    [TestCase("  42 \n", 42L)]
    [TestCase("007", 7L)]
    [TestCase("0x8086", 0x8086L)]
    [TestCase("0XfF", 0xFFL)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("0x7fffffffffffffff", long.MaxValue)]
    public void TryParseInt64_Integer_IsIt(string text, long expected) =>
        Assert.That((SysfsText.TryParseInt64(text, out var value), value), Is.EqualTo((true, expected)));

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("0x")]
    [TestCase("0x8000000000000000")]
    [TestCase("-0x1")]
    [TestCase("0x-1")]
    [TestCase("9223372036854775808")]
    [TestCase("12 kB")]
    [TestCase("1 2")]
    [TestCase("1,000")]
    [TestCase("1.5")]
    [TestCase("8086h")]
    [TestCase("<not supported>")]
    public void TryParseInt64_SomethingElse_IsNone(string text) =>
        Assert.That((SysfsText.TryParseInt64(text, out var value), value), Is.EqualTo((false, 0L)));

    [TestCase("18446744073709551615", ulong.MaxValue, true)]
    [TestCase("0xffffffffffffffff", ulong.MaxValue, true)]
    [TestCase("-1", 0UL, false)]
    [TestCase("18446744073709551616", 0UL, false)]
    public void TryParseUInt64_Text_IsAnIntegerOrNone(string text, ulong expected, bool isOne) =>
        Assert.That((SysfsText.TryParseUInt64(text, out var value), value), Is.EqualTo((isOne, expected)));

    [TestCase("0x8086", 0x8086UL, true)]
    [TestCase("1d6b\n", 0x1D6BUL, true)]
    [TestCase("10", 0x10UL, true)]
    [TestCase("0x1003", 0x1003UL, true)]
    [TestCase("ghi", 0UL, false)]
    [TestCase("", 0UL, false)]
    [TestCase("11112222333344445", 0UL, false)]
    public void TryParseHex_Text_IsANumberOrNone(string text, ulong expected, bool isOne) =>
        Assert.That((SysfsText.TryParseHex(text, out var value), value), Is.EqualTo((isOne, expected)));

    [TestCase("1", true)]
    [TestCase("Y\n", true)]
    [TestCase("yes", true)]
    [TestCase("true", true)]
    [TestCase("on", true)]
    [TestCase("Enabled", true)]
    [TestCase("0", false)]
    [TestCase("N", false)]
    [TestCase("no", false)]
    [TestCase("false", false)]
    [TestCase("off", false)]
    [TestCase("disabled", false)]
    public void TryParseBoolean_WordOfTheKernels_IsItsValue(string text, bool expected) =>
        Assert.That((SysfsText.TryParseBoolean(text, out var value), value), Is.EqualTo((true, expected)));

    [TestCase("")]
    [TestCase("2")]
    [TestCase("10")]
    [TestCase("0x10")]
    [TestCase("down")]
    [TestCase("o")]
    [TestCase("none")]
    [TestCase("yes no")]
    public void TryParseBoolean_SomethingElse_IsNone(string text) =>
        Assert.That((SysfsText.TryParseBoolean(text, out var value), value), Is.EqualTo((false, false)));

    [Test]
    public void TryParseBoolean_AnyTextItTakes_TheKernelTakesForTheSame() => Gen.OneOf(
            Gen.String[Gen.Char["0123yYnNtTfFoOeEdDsSaAbBlL "], 0, 5], Gen.Int[0, Words.Length - 1].Select(static index => Words[index]))
        .Sample(
            text =>
            {
                var isOne = SysfsText.TryParseBoolean(text, out var value);
                return !isOne || Kstrtobool(text.Trim()) == value;
            });

    [Test]
    public void TryParseProperties_Uevent_IsItsKeysAndValues()
    {
        Assert.That(SysfsText.TryParseProperties("INTERFACE=lo\nIFINDEX=1\n\nMODALIAS=a=b\nEMPTY=\nIFINDEX=2", out var properties), Is.True);
        Assert.That(properties, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["INTERFACE"] = "lo", ["IFINDEX"] = "2", ["MODALIAS"] = "a=b", ["EMPTY"] = "" }));
    }

    [TestCase("no sign")]
    [TestCase("A=1\nno sign\nB=2")]
    [TestCase("=value without a key")]
    public void TryParseProperties_OtherLine_IsNone(string text)
    {
        Assert.That(SysfsText.TryParseProperties(text, out var properties), Is.False);
        Assert.That(properties, Is.Empty);
    }

    [Test]
    public void TryParseProperties_AnyKeysAndValues_ComeBackAsTheyWere() => Gen.Dictionary(
            Gen.String[Gen.Char.Where(static c => c is not ('=' or '\n')), 1, 8], Gen.String[Gen.Char.Where(static c => c != '\n'), 0, 8])
        .Sample(
            expected =>
            {
                var text = string.Concat(expected.Select(static pair => $"{pair.Key}={pair.Value}\n"));
                return SysfsText.TryParseProperties(text, out var properties)
                    && properties.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SequenceEqual(expected.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
            });

    [Test]
    public void TryParse_AnyText_NeverThrowsAndReadsNumbersAsTheyArePrinted()
    {
        Gen.String[Gen.Char["=\n\0 xX0123456789abcdefABCDEF+-_ö"], 0, 24].Sample(
            static text =>
            {
                _ = SysfsText.TryParseProperties(text, out _);
                _ = SysfsText.TryParseBoolean(text, out _);
                _ = SysfsText.TryParseHex(text, out _);
                _ = SysfsText.TryParseUInt64(text, out _);
                _ = SysfsText.TryParseInt64(text, out _);
            });
        Gen.Long.Sample(static number => SysfsText.TryParseInt64(FormattableString.Invariant($"{number}\n"), out var value) && value == number);
        Gen.ULong.Sample(static number => SysfsText.TryParseUInt64(FormattableString.Invariant($"0x{number:x}\n"), out var value) && value == number);
        Gen.ULong.Sample(static number => SysfsText.TryParseHex(FormattableString.Invariant($"{number:x4}\n"), out var value) && value == number);
    }

    /// <summary>The kernel's rule (lib/kstrtox.c): the first letter, or the first two.</summary>
    private static bool? Kstrtobool(string text) => text switch
    {
        ['e' or 'E' or 'y' or 'Y' or 't' or 'T' or '1', ..] => true,
        ['d' or 'D' or 'n' or 'N' or 'f' or 'F' or '0', ..] => false,
        ['o' or 'O', 'n' or 'N', ..] => true,
        ['o' or 'O', 'f' or 'F', ..] => false,
        _ => null,
    };
}

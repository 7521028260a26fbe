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
    public void TryParseResources_File_IsWhatIsThereWithItsNumbers()
    {
        const string Text =
            """
            0x00000000febc0000 0x00000000febdffff 0x0000000000040200
            0x000000000000c000 0x000000000000c03f 0x0000000000040101
            0x0000000000000000 0x0000000000000000 0x0000000000000000
            0x0000004000080000 0x00000040000fffff 0x000000000014220c
            0x0000000000000000 0x0000000000000000 0x0000000000000000
            0x00000000fff00000 0x00000000ffefffff 0x0000000000000200

            """;

        Assert.That(SysfsText.TryParseResources(Text, out var resources), Is.True);
        Assert.That(
            resources.Select(static it => (it.Index, it.Start, it.Length, it.IsMemory, it.IsPorts, it.IsPrefetchable, it.Is64Bit)),
            Is.EqualTo(new[]
            {
                (0, 0xFEBC_0000UL, 0x2_0000L, true, false, false, false),
                (1, 0xC000UL, 0x40L, false, true, false, false),
                (3, 0x40_0008_0000UL, 0x8_0000L, true, false, true, true),
            }));
    }

    [TestCase("")]
    [TestCase("0x0 0x0")]
    [TestCase("0x0 0x0 0x0 0x0")]
    [TestCase("0 0 0")]
    [TestCase("0x0 0x0 0x\n")]
    [TestCase("0x0 0x0 0x00000000000000000")]
    [TestCase("0x0 0x10 0x200\nrubbish")]
    public void TryParseResources_OtherText_IsNone(string text)
    {
        var isOne = SysfsText.TryParseResources(text, out var resources);
        Assert.That((isOne, resources.Count), Is.EqualTo((text == "0x0 0x0 0x00000000000000000", 0)));
    }

    [Test]
    public void TryParseResources_AnyLines_ComeBackAsTheyWere() => Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong).Array[1, 17].Sample(
        static lines =>
        {
            var text = string.Concat(lines.Select(static it => FormattableString.Invariant($"0x{it.Item1:x16} 0x{it.Item2:x16} 0x{it.Item3:x16}\n")));
            var expected = lines.Index().Where(static it => it.Item.Item2 >= it.Item.Item1 && it.Item.Item2 - it.Item.Item1 < long.MaxValue && it.Item.Item2 > 0 && it.Item.Item3 != 0)
                .Select(static it => new PciResource(it.Index, it.Item.Item1, it.Item.Item2, it.Item.Item3));
            return SysfsText.TryParseResources(text, out var resources) && resources.SequenceEqual(expected) && resources.All(static it => it.Length > 0);
        });

    [Test]
    public void TryParse_AnyText_NeverThrowsAndReadsNumbersAsTheyArePrinted()
    {
        Gen.String[Gen.Char["=\n\0 xX0123456789abcdefABCDEF+-_ö"], 0, 24].Sample(
            static text =>
            {
                _ = SysfsText.TryParseProperties(text, out _);
                _ = SysfsText.TryParseResources(text, out _);
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

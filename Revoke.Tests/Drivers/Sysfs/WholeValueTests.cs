using Revoke.Drivers.Sysfs;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>How often a value is asked for: once where one read is one show.</summary>
[TestFixture]
public sealed class WholeValueTests
{
    [Test]
    public void Add_TextAttributeOfSysfs_IsWholeAfterOneRead()
    {
        using var value = new WholeValue(Environment.SystemPageSize);
        Assert.That(Feed(value, "9\n"), Is.False);
        Assert.That(value.Text, Is.EqualTo("9"));
    }

    [Test]
    public void Add_LengthUnknown_GoesOnUntilNothingComes()
    {
        using var value = new WholeValue(0);
        var pieces = new string('x', Environment.SystemPageSize - 1);
        Assert.That((Feed(value, pieces), Feed(value, pieces), Feed(value, "end\n\n"), value.Add(0)), Is.EqualTo((true, true, true, false)));
        Assert.That(value.Text, Is.EqualTo(pieces + pieces + "end\n"), "one newline goes");
    }

    [Test]
    public void Add_LengthKnown_EndsThereOrWhereNothingComes()
    {
        using var whole = new WholeValue(6);
        Assert.That((Feed(whole, "abc"), Feed(whole, "def")), Is.EqualTo((true, false)));
        using var shorter = new WholeValue(256);
        Assert.That((Feed(shorter, "abc"), shorter.Add(0), shorter.Bytes.Length), Is.EqualTo((true, false, 3)));
    }

    private static bool Feed(WholeValue value, string text)
    {
        var written = 0;
        while (true)
        {
            // A read gives no more than there is room for.
            var piece = text.AsSpan(written, Math.Min(value.Room.Length, text.Length - written));
            Assert.That(value.Offset, Is.EqualTo(value.Bytes.Length));
            var goesOn = value.Add(System.Text.Encoding.ASCII.GetBytes(piece, value.Room.Span));
            written += piece.Length;
            if (!goesOn || written == text.Length)
            {
                return goesOn;
            }
        }
    }
}

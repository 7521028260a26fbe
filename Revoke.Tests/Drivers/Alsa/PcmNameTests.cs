using Revoke.Drivers.Alsa;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>Where in what libasound is asked for the number of a card stands.</summary>
[TestFixture]
public sealed class PcmNameTests
{
    [TestCase("hw:0", 0, "hw:12")]
    [TestCase("hw:3,0,1", 3, "hw:12,0,1")]
    [TestCase("plughw:CARD=1,DEV=0", 1, "plughw:CARD=12,DEV=0")]
    [TestCase("hw:DEV=0,CARD=1", 1, "hw:DEV=0,CARD=12")]
    [TestCase("plug:front:2", 2, "plug:front:12")]
    public void Says_Number_IsThatOfTheCardOnly(string text, int card, string ofAnother)
    {
        var name = new PcmName(text);
        Assert.That((name.Says(card), name.Says(card + 1), name.Of(12)), Is.EqualTo((true, false, ofAnother)));
    }

    [TestCase("default")]
    [TestCase("hw:Headset,0")]
    [TestCase("hw:CARD=Headset,0")]
    [TestCase("hw:CARD=Headset,DEV=0")]
    [TestCase("hw:CARD=0Headset")]
    [TestCase("file:'/tmp/0',0")]
    [TestCase("plug:SLAVE='hw:0'")]
    public void Says_NoNumberOfACard_IsFalse(string text) => Assert.That(new PcmName(text).Says(0), Is.False);
}

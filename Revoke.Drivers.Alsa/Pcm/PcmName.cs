using System.Globalization;
using System.Text.RegularExpressions;

namespace Revoke.Drivers.Alsa;

/// <summary>What libasound is asked for; its card may be said by a number, which another card has when this one is gone: <c>hw:1,0</c>, <c>plughw:CARD=1</c>.</summary>
internal sealed partial class PcmName
{
    private readonly string _text;
    private readonly Group _number;

    internal PcmName(string text)
    {
        _text = text;
        _number = Pattern.Match(text).Groups["number"];
    }

    [GeneratedRegex("""^(\w+:)+((?<number>[0-9]{1,3})|([^'":]*,)?CARD=(?<number>[0-9]{1,3}))(,|$)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }

    /// <summary>Whether the number in it is that of the card.</summary>
    internal bool Says(int card) => _number.Success && int.Parse(_number.ValueSpan, CultureInfo.InvariantCulture) == card;

    /// <summary>The same of another card.</summary>
    internal string Of(int card) => string.Concat(_text.AsSpan(0, _number.Index), card.ToString(CultureInfo.InvariantCulture), _text.AsSpan(_number.Index + _number.Length));
}

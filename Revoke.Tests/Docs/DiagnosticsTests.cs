using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Revoke.Diagnostics;
using Revoke.Tests.Diagnostics;

namespace Revoke.Tests.Docs;

/// <summary>docs/diagnostics.md and the code agree.</summary>
public sealed class DiagnosticsTests
{
    [Test]
    public void LogEvents_OfTheCode_AreTheDocumentedOnes()
    {
        var documented = Table("| id |").Select(static row => $"{row[0]} {row[1]} {row[2]}");
        Assert.That(documented, Is.EqualTo(LogEvent.All.Select(static e => $"{e.Id} {e.Name} {e.Level}")));
    }

    [Test]
    public void Instruments_OfTheMeter_AreTheDocumentedOnes()
    {
        var documented = Table("| instrument |").Select(static row => $"{row[0]} {row[1]} {row[2]}");
        Assert.That(documented, Is.EquivalentTo(Instruments().Select(static i => $"{i.Name} {KindOf(i)} {i.Unit}")));
    }

    [Test]
    public void Instruments_OfTheMeter_HaveADescription() => Assert.That(Instruments().Select(static i => i.Description), Has.None.Null.Or.Empty);

    [Test]
    public void Tags_OfTheCode_AreTheDocumentedOnes()
    {
        var tags = new[] { typeof(RevokeTags), typeof(DeviceTags) }
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!);
        Assert.That(Table("| tag |").Select(static row => row[0]), Is.EquivalentTo(tags));
    }

    [Test]
    public void Tags_OfAnInstrument_StandAmongTheTags()
    {
        var used = Table("| instrument |").SelectMany(static row => row[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal);
        Assert.That(used, Is.Not.Empty.And.SubsetOf(Table("| tag |").Select(static row => row[0])));
    }

    [Test]
    public void Causes_OfTheCode_AreTheDocumentedOnes()
    {
        var causes = Enum.GetValues<RevokeCause>().Select(static cause => (string)RevokeTags.Of(cause).Value!);
        Assert.That(Values(RevokeTags.Cause), Is.EqualTo(causes));
    }

    [Test]
    public void Actions_OfTheCode_AreTheDocumentedOnes()
    {
        var actions = Values(DeviceTags.Action);
        Assert.That(actions.Select(DeviceTags.NameOf), Is.EqualTo(actions));
        Assert.That(DeviceTags.NameOf(DeviceEvent.Overflow.Action), Is.EqualTo("overflow"));
    }

    [Test]
    public void Activity_OfTheCode_IsTheDocumentedOne() =>
        Assert.That(Repository.Read("docs/diagnostics.md"), Does.Contain($"one activity, `{RevokeActivity.Name}`"));

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        _ => instrument.GetType().Name,
    };

    private static List<Instrument> Instruments()
    {
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        List<Instrument> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is "Revoke")
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();
        return instruments;
    }

    private static string[] Values(string tag) => Table("| tag |").Single(row => string.Equals(row[0], tag, StringComparison.Ordinal))[2].Split(", ");

    /// <summary>The cells below a heading, without backticks.</summary>
    private static List<string[]> Table(string heading) =>
    [
        .. Repository.Read("docs/diagnostics.md").Split('\n')
            .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Replace("`", "", StringComparison.Ordinal).Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];
}

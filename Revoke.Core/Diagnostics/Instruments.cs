using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Revoke.Diagnostics;

/// <summary>The meter, and how its instruments are made and used: while nobody listens a call looks at one field, and nothing throws, whatever a listener does.</summary>
internal static class Instruments
{
    private static readonly Meter s_meter = new("Revoke");

    /// <summary>Null if a listener threw when it was told of the instrument, which is while it is made. Then it counts nothing, and everything else goes on.</summary>
    internal static Counter<long>? TryCreateCounter(string name, string unit, string description) =>
        TryCreate(() => s_meter.CreateCounter<long>(name, unit, description));

    internal static Histogram<double>? TryCreateHistogram(string name, string unit, string description, IReadOnlyList<double> boundaries) =>
        TryCreate(() => s_meter.CreateHistogram(name, unit, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries }));

    internal static void Count(Counter<long>? counter, long delta = 1, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (counter is not { Enabled: true })
        {
            return;
        }

        try
        {
            counter.Add(delta, tags);
        }
        catch (Exception failure)
        {
            Debug.WriteLine(failure);
        }
    }

    internal static void Record(Histogram<double>? histogram, double value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (histogram is not { Enabled: true })
        {
            return;
        }

        try
        {
            histogram.Record(value, tags);
        }
        catch (Exception failure)
        {
            Debug.WriteLine(failure);
        }
    }

    private static T? TryCreate<T>(Func<T> create)
        where T : class
    {
        try
        {
            return create();
        }
        catch (Exception failure)
        {
            Debug.WriteLine(failure);
            return null;
        }
    }
}

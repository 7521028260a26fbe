using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary>Everything that goes on with a device until it is taken away. When the last of it has ended, the facts are noted: how each ended, and how long after the first sign, if there was one.</summary>
internal sealed class Held(Moment firstSign)
{
    private readonly List<Ending> _endings = [];
    private readonly Moment _firstSign = firstSign;

    /// <summary>Runs something in a thread of its own, until it returns how it ended, or throws.</summary>
    internal void Start(string name, Func<string> body, Effort? effort = null)
    {
        var ending = Add(name, effort);
        new Thread(() =>
        {
            try
            {
                ending.Set(body());
            }
            catch (Exception exception)
            {
                ending.Set(How.Says(exception));
            }
        })
        {
            Name = name, IsBackground = true,
        }.Start();
    }

    /// <summary>Runs something on the pool.</summary>
    internal void StartTask(string name, Func<Task<string>> body)
    {
        var ending = Add(name);
        _ = Task.Run(async () =>
        {
            try
            {
                ending.Set(await body());
            }
            catch (Exception exception)
            {
                ending.Set(How.Says(exception));
            }
        });
    }

    /// <summary>Whether something has ended.</summary>
    internal bool IsOver(string name) => _endings.Any(ending => string.Equals(ending.Name, name, StringComparison.Ordinal) && ending.How.IsCompleted);

    /// <summary>When all have ended, notes the facts and then the mark <c>gone</c>.</summary>
    internal Task ReportAsync() => ReportAsync([this]);

    /// <summary>As <see cref="ReportAsync()"/>, of several devices: the time that counts is the longest after the device's own first sign.</summary>
    internal static async Task ReportAsync(IReadOnlyCollection<Held> all)
    {
        var last = 0.0;
        foreach (var held in all)
        {
            last = Math.Max(last, await held.NoteAsync());
        }

        if (all.Any(static held => held._firstSign.IsSet))
        {
            Report.Fact("all ms", last);
        }

        Report.Mark("gone");
    }

    private async Task<double> NoteAsync()
    {
        await Task.WhenAll(_endings.Select(static ending => ending.How));
        var last = 0.0;
        if (_firstSign.IsSet)
        {
            Report.Log("first sign", _firstSign);
        }

        foreach (var ending in _endings)
        {
            Report.Fact(ending.Name, await ending.How);
            Report.Log($"{ending.Name} ended", ending.At);
            if (ending.Effort is { } effort)
            {
                Report.Fact($"{ending.Name} processor ms", effort.Milliseconds);
            }

            if (_firstSign.IsSet)
            {
                var milliseconds = ending.At.MillisecondsAfter(_firstSign);
                last = Math.Max(last, milliseconds);
                Report.Fact($"{ending.Name} ms", milliseconds);
            }
        }

        return last;
    }

    private Ending Add(string name, Effort? effort = null)
    {
        var ending = new Ending(name, effort);
        _endings.Add(ending);
        return ending;
    }
}

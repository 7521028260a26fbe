using System.Collections.Concurrent;
using Revoke.Drivers.Uio;
using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary>A UIO device in use: its memory, and, of an edu, its interrupt, which is raised all the time, in every way of waiting.</summary>
internal sealed class HeldUio
{
    private readonly UioDriver _uio;
    private readonly UioDevice _device;
    private readonly UioOpenOptions _options;
    private readonly RevocableMapping _mapping;
    private readonly HeldMemory _memory;
    private readonly Held _held;
    private readonly bool _isEdu;
    private int _unseen = 3;
    private readonly ConcurrentBag<UioDevice> _others = [];

    internal HeldUio(UioDriver uio, UioDevice device, UioOpenOptions options, string kind)
    {
        _uio = uio;
        _device = device;
        _options = options with { Exclusive = false };
        _isEdu = kind == "edu";
        _mapping = device.Map(_isEdu ? 0 : 1);
        _memory = new HeldMemory(_mapping, MemoryKind.Parse(kind));
        _held = new Held(FirstSign.Expect(device.Info.Device.DevicePath, device.Info.NodePath));
    }

    /// <summary>Starts everything, and says <c>ready</c> when each has seen an interrupt.</summary>
    internal void Start()
    {
        _memory.Start(_held);
        if (_isEdu)
        {
            Edu.TakeBackCause(_mapping);    // of whoever had the device before
            _held.Start("read", Read);
            _held.Start("poll", Poll);
            _held.StartTask("async", ReadAsync);
            _device.EnableInterrupt();
            _held.Start("raise", Raise);
            SpinWait.SpinUntil(() => Volatile.Read(ref _unseen) == 0);
        }
        else
        {
            Report.Fact("read of a device without interrupt", How.Ends(() => _device.WaitForInterrupt()));
        }

        Report.Mark("ready");
    }

    internal Task ReportAsync() => _held.ReportAsync();

    /// <summary>Tries everything again.</summary>
    internal void Touch(string label)
    {
        _memory.Touch(label);
        Report.Fact($"{label} read", How.Ends(() => _device.TryWaitForInterrupt(TimeSpan.Zero, out _)));
        Report.Fact($"{label} write", How.Ends(_device.EnableInterrupt));
        Report.Fact($"{label} mmap", How.Ends(() => _device.Map(0).Dispose()));
    }

    internal void Revoke()
    {
        foreach (var device in (UioDevice[])[_device, .. _others])
        {
            var outcome = device.Scope.Revoke(RevokeReason.Policy("asked for"), TimeSpan.FromSeconds(1));
            Report.Fact("stuck", outcome.Stuck.Count);
            Report.Fact("not replaced", outcome.NotReplaced.Count);
        }
    }

    private string Read()
    {
        var first = _device.WaitForInterrupt();
        long handled = 1;
        var last = first;
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                Edu.TakeBackCause(_mapping);
                _device.AcknowledgeInterrupt();
                See(isFirst);
                last = _device.WaitForInterrupt();
                handled += 1 + last.Missed;
            }
        }
        finally
        {
            Report.Fact("interrupts", last.Count - first.Count == handled - 1 ? "as counted" : $"{handled} of {last.Count - first.Count + 1}");
        }
    }

    private string Poll()
    {
        using var device = OpenAgain();
        for (var isFirst = true; ; isFirst = false)
        {
            var events = device.Node.Poll(PollEvents.In, Timeout.InfiniteTimeSpan);
            if (events != PollEvents.In)
            {
                return events.ToString();
            }

            try
            {
                device.TryWaitForInterrupt(TimeSpan.Zero, out _);
            }
            catch (RevokedException)
            {
                continue;    // it went in between, and the next poll says so
            }

            See(isFirst);
        }
    }

    private async Task<string> ReadAsync()
    {
        await using var device = OpenAgain();
        for (var isFirst = true; ; isFirst = false)
        {
            await device.WaitForInterruptAsync();
            See(isFirst);
        }
    }

    private string Raise()
    {
        while (true)
        {
            Edu.Raise(_mapping);
            Thread.Sleep(2);
        }
    }

    // Each open device counts interrupts by itself, and has a scope of its own.
    private UioDevice OpenAgain()
    {
        var device = _uio.Open(_device.Info.Number, _options);
        _others.Add(device);
        return device;
    }

    private void See(bool isFirst)
    {
        if (isFirst)
        {
            Interlocked.Decrement(ref _unseen);
        }
    }
}

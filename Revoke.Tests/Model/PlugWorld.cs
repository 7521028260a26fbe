using System.Collections.Concurrent;
using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Model;

/// <summary>A fake device, the scopes that follow it and the files opened on them, on which threads run steps and note what came of them.</summary>
internal sealed class PlugWorld : IDisposable
{
    private readonly FakeDevice _device = new("model", new() { DrainTimeout = Timeout.InfiniteTimeSpan });
    private readonly List<(RevokeScope Scope, RevokeScope Below)> _scopes = [];
    private readonly List<(RevocableFile File, int Scope)> _files = [];
    private readonly ConcurrentQueue<PlugRecord> _history = new();
    private readonly ConcurrentQueue<LoopbackOperations> _operations = new();
    private long _clock;

    internal IReadOnlyList<PlugRecord> History => [.. _history];

    internal IReadOnlyCollection<LoopbackOperations> Operations => _operations;

    internal IEnumerable<RevokeScope> Scopes => _scopes.SelectMany(static pair => new[] { pair.Scope, pair.Below });

    internal IEnumerable<RevocableFile> Files => _files.Select(static pair => pair.File);

    public void Dispose() => _device.Dispose();

    internal async Task RunAsync(PlugStep step)
    {
        if (!TryChoose(step, out var scope, out var file))
        {
            return;
        }

        var begin = Interlocked.Increment(ref _clock);
        var effect = PlugEffect.Done;
        var generation = 0L;
        try
        {
            if (step.Act == PlugAct.Follow)
            {
                (scope, generation) = Follow();
                effect = scope < 0 ? PlugEffect.Impossible : PlugEffect.Done;
            }
            else if (!await RunAsync(step.Act, scope, file))
            {
                effect = PlugEffect.Revoked;
            }
        }
        catch (RevokedException)
        {
            effect = PlugEffect.Revoked;
        }
        catch (ObjectDisposedException)
        {
            effect = PlugEffect.Disposed;
        }
        catch (InvalidOperationException)
        {
            effect = PlugEffect.Impossible;
        }
        catch (IOException exception) when (exception is EndOfStreamException || (file >= 0 && exception.HResult == Native.EIO))
        {
            effect = PlugEffect.Ended; // the file is disposed while its call waits for the device to go
        }
        catch (IOException) when (step.Act == PlugAct.OpenNode)
        {
            effect = PlugEffect.Impossible; // while it is being unplugged: the node has gone first
        }

        _history.Enqueue(new PlugRecord(step.Act, scope, file, begin, Interlocked.Increment(ref _clock), effect, generation));
    }

    /// <summary>Which scope or file a step is about; false if there is none yet.</summary>
    private bool TryChoose(PlugStep step, out int scope, out int file)
    {
        (scope, file) = (-1, -1);
        lock (_files)
        {
            switch (step.Act)
            {
                case PlugAct.Read or PlugAct.ReadAsync or PlugAct.TryRead or PlugAct.Write or PlugAct.DisposeFile when _files.Count > 0:
                    file = step.Target % _files.Count;
                    scope = _files[file].Scope;
                    return true;
                case PlugAct.OpenNode or PlugAct.Open or PlugAct.Use when _scopes.Count > 0:
                    scope = step.Target % _scopes.Count;
                    return true;
                default:
                    return step.Act is PlugAct.Follow or PlugAct.Feed or PlugAct.Unplug or PlugAct.UnplugEventFirst or PlugAct.Replug;
            }
        }
    }

    private (int Scope, long Generation) Follow()
    {
        if (!_device.Monitor.TryFollow(_device.Id, out var scope))
        {
            return (-1, 0);
        }

        RevokeScope below;
        try
        {
            below = scope.CreateChild("below");
        }
        catch (RevokedException)
        {
            below = scope; // unplugged meanwhile
        }

        lock (_files)
        {
            _scopes.Add((scope, below));
            return (_scopes.Count - 1, scope.Generation);
        }
    }

    private async Task<bool> RunAsync(PlugAct act, int scope, int file)
    {
        var buffer = new byte[1];
        switch (act)
        {
            case PlugAct.OpenNode:
                Add(Below(scope).OpenNode(), scope);
                return true;
            case PlugAct.Open:
                var operations = new LoopbackOperations();
                Add(Below(scope).Open(operations), scope);
                _operations.Enqueue(operations); // refused, it is nobody's to release
                return true;
            case PlugAct.Read:
                return GotByte(Get(file).Read(buffer));
            case PlugAct.ReadAsync:
                return GotByte(await Get(file).ReadAsync(buffer));
            case PlugAct.TryRead:
                return Get(file).TryRead(buffer, out var count) && GotByte(count);
            case PlugAct.Write:
                return Get(file).Write(buffer) == 1;
            case PlugAct.Use:
                Below(scope).Enter().Dispose();
                return true;
            case PlugAct.DisposeFile:
                Get(file).Dispose();
                return true;
            case PlugAct.Feed:
                _device.Feed(buffer);
                return true;
            case PlugAct.Unplug or PlugAct.UnplugEventFirst:
                _device.UnplugOrder = act == PlugAct.Unplug ? UnplugOrder.HangUpFirst : UnplugOrder.EventFirst;
                _device.Unplug();
                return true;
            case PlugAct.Replug:
                _device.Replug();
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, null);
        }
    }

    private static bool GotByte(int count) => count == 1 ? true : throw new EndOfStreamException();

    private void Add(RevocableFile file, int scope)
    {
        lock (_files)
        {
            _files.Add((file, scope));
        }
    }

    private RevokeScope Below(int scope)
    {
        lock (_files)
        {
            return _scopes[scope].Below;
        }
    }

    private RevocableFile Get(int file)
    {
        lock (_files)
        {
            return _files[file].File;
        }
    }
}

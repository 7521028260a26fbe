using System.Collections.Concurrent;

namespace Revoke.Tests.Model;

/// <summary>A tree of three scopes and the files opened on it, on which threads run steps and note what came of them.</summary>
internal sealed class World : IDisposable
{
    private readonly RevokeScope[] _scopes;
    private readonly List<(RevocableFile File, LoopbackOperations Operations)> _files = [];
    private readonly ConcurrentQueue<Record> _history = new();
    private long _clock;

    internal World()
    {
        var root = new RevokeScope("root", new() { DrainTimeout = Timeout.InfiniteTimeSpan });
        _scopes = [root, root.CreateChild("one"), root.CreateChild("two")];
    }

    internal IReadOnlyList<Record> History => [.. _history];

    internal RevokeScope Root => _scopes[0];

    internal IEnumerable<LoopbackOperations> Operations
    {
        get
        {
            lock (_files)
            {
                return [.. _files.Select(file => file.Operations)];
            }
        }
    }

    public void Dispose()
    {
        foreach (var scope in _scopes)
        {
            scope.Dispose();
        }
    }

    internal async Task RunAsync(Step step)
    {
        var target = -1;
        (RevocableFile? File, LoopbackOperations Operations) file = default;
        if (step.Act is Act.Read or Act.ReadAsync or Act.TryRead or Act.Write or Act.Poll or Act.DisposeFile)
        {
            lock (_files)
            {
                if (_files.Count == 0)
                {
                    return;
                }

                target = step.File % _files.Count;
                file = _files[target];
            }
        }

        var begin = Interlocked.Increment(ref _clock);
        var effect = Effect.Done;
        try
        {
            if (step.Act == Act.Open)
            {
                target = Open(_scopes[step.Scope]);
            }
            else if (!await RunAsync(step.Act, _scopes[step.Scope], file.File))
            {
                effect = Effect.Revoked;
            }
        }
        catch (RevokedException)
        {
            effect = Effect.Revoked;
        }
        catch (ObjectDisposedException)
        {
            effect = Effect.Disposed;
        }

        _history.Enqueue(new Record(step, target, begin, Interlocked.Increment(ref _clock), effect));
    }

    /// <summary>The number of the new file, complemented, to tell the open from steps on the file.</summary>
    private int Open(RevokeScope scope)
    {
        var operations = new LoopbackOperations();
        var file = scope.Open(operations);
        lock (_files)
        {
            _files.Add((file, operations));
            return ~(_files.Count - 1);
        }
    }

    private static async Task<bool> RunAsync(Act act, RevokeScope scope, RevocableFile? file)
    {
        switch (act)
        {
            case Act.Read:
                return file!.Read(new byte[1]) == 1;
            case Act.ReadAsync:
                return await file!.ReadAsync(new byte[1]) == 1;
            case Act.TryRead:
                return file!.TryRead(new byte[1], out _);
            case Act.Write:
                return file!.Write(new byte[1]) == 1;
            case Act.Poll:
                return (file!.Poll(PollEvents.In, TimeSpan.Zero) & PollEvents.HangUp) == PollEvents.None;
            case Act.DisposeFile:
                file!.Dispose();
                return true;
            case Act.Revoke:
                scope.Revoke(RevokeReason.Unplugged);
                return true;
            case Act.RevokeAsync:
                await scope.RevokeAsync(RevokeReason.Replaced);
                return true;
            case Act.RevokeInside:
                RevokeInside(scope);
                return true;
            case Act.DisposeScope:
                scope.Dispose();
                return true;
            case Act.Use:
                scope.Enter().Dispose();
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, null);
        }
    }

    private static void RevokeInside(RevokeScope scope)
    {
        if (scope.TryEnter(out var use))
        {
            using (use)
            {
                scope.Revoke(RevokeReason.Policy("from inside"));
            }
        }
        else
        {
            scope.Revoke(RevokeReason.Policy("from outside"));
        }
    }
}

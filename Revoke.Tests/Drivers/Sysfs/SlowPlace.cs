using System.Collections.Concurrent;
using Revoke.Drivers;
using Revoke.Drivers.Sysfs;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>A place whose attributes stay inside a read or write, as a driver's show and store can, until the test lets them go; each open file is read as its number.</summary>
internal sealed class SlowPlace : IPlace, IDisposable
{
    private readonly ConcurrentQueue<SlowOperations> _operations = new();

    public IReadOnlyList<SlowOperations> Operations => [.. _operations];

    public TreeKind Kind => TreeKind.Kernel;

    public string PathOf(RevokeScope scope) => "/slow";

    public RevocableFile Open(RevokeScope scope, string name, FileAccess access)
    {
        var operations = new SlowOperations((byte)('0' + _operations.Count));
        _operations.Enqueue(operations);
        return scope.Open(operations, name);
    }

    public IReadOnlyList<DeviceEntry> GetEntries(RevokeScope scope) => [];

    public IPlace Below(string name) => this;

    public void Dispose()
    {
        foreach (var operations in _operations)
        {
            operations.Dispose();
        }
    }

    internal sealed class SlowOperations(byte value) : IReadOperation, IWriteOperation, ISeekOperation, IDisposable
    {
        private readonly SemaphoreSlim _entered = new(0);
        private readonly ManualResetEventSlim _go = new();

        public int Releases { get; private set; }

        public string? Written { get; private set; }

        public async Task InsideAsync(CancellationToken cancellationToken) => await _entered.WaitAsync(cancellationToken);

        public void LetGo() => _go.Set();

        public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
        {
            _entered.Release();
            _go.Wait();
            if (offset > 0)
            {
                return OperationResult.Done(0);
            }

            buffer[0] = value;
            return OperationResult.Done(1);
        }

        public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
        {
            _entered.Release();
            _go.Wait();
            Written = System.Text.Encoding.ASCII.GetString(buffer);
            return OperationResult.Done(buffer.Length);
        }

        public long Seek(in DriverCall context, long offset, SeekOrigin origin) => offset;

        public long GetLength(in DriverCall context) => 0;

        public void Release() => Releases++;

        public void Dispose()
        {
            LetGo();
            _go.Dispose();
            _entered.Dispose();
        }
    }
}

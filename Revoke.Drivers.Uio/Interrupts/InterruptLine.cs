using System.Globalization;
using System.Runtime.InteropServices;

namespace Revoke.Drivers.Uio;

/// <summary>Waits for interrupts: reads of four bytes, each the kernel's count of all there have been.</summary>
/// <param name="node">Where to read.</param>
/// <param name="seen">The count that has been seen already.</param>
/// <param name="isDisposed">Whether the caller has disposed the device himself, of which the node knows as of a revoke.</param>
internal sealed class InterruptLine(RevocableFile node, int seen, Func<bool> isDisposed)
{
    private const int EIO = 5;

    private int _seen = seen;

    internal bool TryWait(TimeSpan timeout, out UioInterrupt interrupt, CancellationToken cancellationToken)
    {
        var total = 0;
        int count;
        try
        {
            if (!node.TryReadWithin(timeout, MemoryMarshal.AsBytes(new Span<int>(ref total)), out count, cancellationToken))
            {
                interrupt = default;
                return false;
            }
        }
        catch (RevokedException) when (isDisposed())
        {
            throw CreateDisposed();
        }
        catch (IOException exception) when (IsNoInterrupt(exception))
        {
            throw CreateNoInterrupt(node, exception);
        }

        interrupt = See(count, total);
        return true;
    }

    internal ValueTask<UioInterrupt> WaitAsync(CancellationToken cancellationToken)
    {
        if (isDisposed())
        {
            return ValueTask.FromException<UioInterrupt>(CreateDisposed());
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<UioInterrupt>(cancellationToken);
        }

        try
        {
            return TryWait(TimeSpan.Zero, out var interrupt, CancellationToken.None) ? new(interrupt) : SleepAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<UioInterrupt>(exception);
        }
    }

    /// <summary>Whether an error is the answer of a living device that has no interrupt; one that is gone gets another exception.</summary>
    internal static bool IsNoInterrupt(IOException exception) => exception is not RevokedException && exception.HResult == EIO;

    internal static NotSupportedException CreateNoInterrupt(RevocableFile node, IOException exception) =>
        new($"'{node.Name}' has no interrupt (EIO): its kernel driver was not given one.", exception);

    private ObjectDisposedException CreateDisposed() => new($"UIO device of '{node.Name}'");

    private async ValueTask<UioInterrupt> SleepAsync(CancellationToken cancellationToken)
    {
        var total = new byte[sizeof(int)];
        try
        {
            var count = await node.ReadAsync(total, cancellationToken).ConfigureAwait(false);
            return See(count, BitConverter.ToInt32(total));
        }
        catch (RevokedException) when (isDisposed())
        {
            throw CreateDisposed();
        }
        catch (IOException exception) when (IsNoInterrupt(exception))
        {
            throw CreateNoInterrupt(node, exception);
        }
    }

    private UioInterrupt See(int count, int total)
    {
        if (count != sizeof(int))
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"read '{node.Name}': an interrupt count has {sizeof(int)} bytes, and {count} came."));
        }

        // The count wraps. It never goes back, except where two waiters have read one after the other and come here in the other order: then the later one has told of both.
        while (true)
        {
            var before = Volatile.Read(ref _seen);
            var more = unchecked(total - before);
            if (more <= 0 || Interlocked.CompareExchange(ref _seen, total, before) == before)
            {
                return new UioInterrupt(total, Math.Max(0, more - 1));
            }
        }
    }
}

using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;

namespace Revoke;

/// <content>For a host that serves the file to others: one try, on a thread that must not sleep, and error numbers instead of exceptions.</content>
public sealed partial class RevocableFile
{
    /// <summary>Whether its operations can block in the kernel.</summary>
    internal bool MayBlock => Has(FileAbilities.Blocking);

    /// <summary>Whether it has a poll of its own; else it is always ready.</summary>
    internal bool CanPoll => Has(FileAbilities.Poll);

    /// <summary>Reads what is there.</summary>
    /// <returns>Whether that is all; false if it would have to sleep.</returns>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From where, for a file with a position.</param>
    /// <param name="result">The number of bytes; or a negative error number.</param>
    internal bool TryReadOnce(Span<byte> buffer, long offset, out int result)
    {
        if (_operations is not IReadOperation reader)
        {
            result = -Errno.EINVAL;
            return true;
        }

        var step = new ReadStep(reader, buffer, CanSeek ? offset : DriverCall.CurrentPosition);
        return TryOnce(ref step, isRead: !buffer.IsEmpty, out result);
    }

    /// <summary>Writes what fits.</summary>
    /// <returns>Whether that is all; false if it would have to sleep.</returns>
    /// <param name="buffer">What to write.</param>
    /// <param name="offset">Where to, for a file with a position.</param>
    /// <param name="result">The number of bytes; or a negative error number.</param>
    internal bool TryWriteOnce(ReadOnlySpan<byte> buffer, long offset, out int result)
    {
        if (_operations is not IWriteOperation writer)
        {
            result = -Errno.EINVAL;
            return true;
        }

        var step = new WriteStep(writer, buffer, CanSeek ? offset : DriverCall.CurrentPosition);
        return TryOnce(ref step, isRead: false, out result);
    }

    /// <summary>Carries out a request.</summary>
    /// <returns>Whether that is all; false if it would have to sleep.</returns>
    /// <param name="request">Its number.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="result">The result; or a negative error number.</param>
    internal bool TryIoctlOnce(nuint request, IoctlArgument argument, out int result)
    {
        if (_operations is not IIoctlOperation ioctl)
        {
            result = IsRevoked ? -Errno.ENODEV : -Errno.ENOTTY;
            return true;
        }

        var step = new IoctlStep(ioctl, request, argument);
        return TryOnce(ref step, isRead: false, out result);
    }

    private bool TryOnce<TStep>(scoped ref TStep step, bool isRead, out int result)
        where TStep : IStep, allows ref struct
    {
        result = -Errno.ENODEV;
        if (MayBlock)
        {
            return IsRevoked;
        }

        if (!TryStep(ref step, out var outcome, out var wait))
        {
            return true;
        }

        if (outcome.Status == OperationStatus.WouldBlock || TryBeginGrace(outcome, isRead, out wait))
        {
            wait.Dispose();
            return false;
        }

        result = outcome.Status == OperationStatus.Done ? outcome.Count : -Errno.Of(CreateException(outcome, 0, TStep.Name));
        return true;
    }
}

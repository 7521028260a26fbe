using Revoke.Errors;
using Revoke.Guards;
using Revoke.Simple;

namespace Revoke.Drivers;

public sealed partial class BufferFile
{
    /// <summary>One open file; its position is guarded by the lock of the bytes.</summary>
    private sealed class OpenFile(BufferFile file, FileAccess access) : IReadOperation, IWriteOperation, ISeekOperation, ITruncateOperation, IPartialOperations
    {
        private FilePosition _position;

        public FileAbilities Missing =>
            (CanRead ? FileAbilities.None : FileAbilities.Read) | (CanWrite ? FileAbilities.None : FileAbilities.Write | FileAbilities.Truncate);

        private bool CanRead => (access & FileAccess.Read) != default;

        private bool CanWrite => (access & FileAccess.Write) != default;

        public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
        {
            if (!CanRead)
            {
                return OperationResult.Failed(Errno.EINVAL);
            }

            using var guard = UninterruptedLock.Take(file._sync);
            var count = _position.Claim(offset, buffer.Length, file._length, out var from);
            file._bytes.AsSpan(from, count).CopyTo(buffer);
            return OperationResult.Done(count);
        }

        public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
        {
            if (!CanWrite)
            {
                return OperationResult.Failed(Errno.EINVAL);
            }

            using var guard = UninterruptedLock.Take(file._sync);
            var count = _position.Claim(offset, buffer.Length, file.Capacity, out var from);
            if (count == 0)
            {
                return buffer.IsEmpty ? default : OperationResult.Failed(Errno.EFBIG);
            }

            if (from + count > file._length)
            {
                file.SetLengthUnsynchronized(from + count);
            }

            buffer[..count].CopyTo(file._bytes.AsSpan(from));
            return OperationResult.Done(count);
        }

        public OperationResult SetLength(in DriverCall context, long length)
        {
            if (!CanWrite)
            {
                return OperationResult.Failed(Errno.EINVAL);
            }

            if (length > file.Capacity)
            {
                return OperationResult.Failed(Errno.EFBIG);
            }

            using var guard = UninterruptedLock.Take(file._sync);
            file.SetLengthUnsynchronized((int)length);
            return default;
        }

        public long Seek(in DriverCall context, long offset, SeekOrigin origin)
        {
            using var guard = UninterruptedLock.Take(file._sync);
            return _position.Seek(offset, origin, file._length);
        }

        public long GetLength(in DriverCall context) => file.Length;

        public void Release()
        {
        }
    }
}

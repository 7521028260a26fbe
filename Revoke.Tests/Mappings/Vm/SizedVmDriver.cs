using Revoke.Drivers;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>The same with a length, in bytes; negative: an error number.</summary>
internal sealed class SizedVmDriver(long length) : VmDriver, ISeekOperation
{
    public long Seek(in DriverCall context, long offset, SeekOrigin origin) => offset;

    public long GetLength(in DriverCall context)
    {
        Note("length");
        return length;
    }
}

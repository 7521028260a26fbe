using Revoke.Drivers;
using Revoke.Errors;

namespace Revoke.Mappings;

/// <summary>Maps memory that a driver supplies.</summary>
internal static class DriverMapper
{
    /// <summary>The caller is inside uses of the file and its scope.</summary>
    internal static RevocableMapping Map(RevocableFile file, VmOperations operations, MappingOptions options)
    {
        file.BindMap(operations);
        throw Errno.ToException(Errno.ENODEV, "map", options.ToString());
    }
}

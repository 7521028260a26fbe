using Revoke.Drivers;

namespace Revoke.Files;

internal readonly ref struct IoctlStep(IIoctlOperation operations, nuint request, IoctlArgument argument) : IStep
{
    private readonly IoctlArgument _argument = argument;

    public static string Name => "ioctl";

    public OperationResult Invoke(in DriverCall context) => operations.Ioctl(context, request, _argument);
}

namespace Revoke.Drivers;

/// <summary>Requests of the device's own. Absent: an ioctl fails with ENOTTY.</summary>
public interface IIoctlOperation : IFileOperations
{
    /// <summary>Carries out a request.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <param name="request">The request's number.</param>
    /// <param name="argument">Its argument.</param>
    /// <returns>Done with the request's result; or what to wait for; or an error.</returns>
    OperationResult Ioctl(in DriverCall context, nuint request, IoctlArgument argument);
}

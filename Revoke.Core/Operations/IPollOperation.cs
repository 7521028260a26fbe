namespace Revoke.Drivers;

/// <summary>Readiness. Absent: always readable and writable, as for a Linux file without a poll method.</summary>
public interface IPollOperation : IFileOperations
{
    /// <summary>Looks what is ready.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <param name="events">What is asked for. <see cref="PollEvents.Error"/> and <see cref="PollEvents.HangUp"/> are answered in any case.</param>
    /// <returns>Done with the mask, not 0; or what to wait for.</returns>
    OperationResult Poll(in DriverCall context, PollEvents events);
}

namespace Revoke.Drivers;

/// <summary>Notices of readiness that nobody waits for (<c>fasync</c>). Absent: turning them on fails with ENOTTY, as FIOASYNC does.</summary>
public interface IFasyncOperation : IFileOperations
{
    /// <summary>Turns notices on or off.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <param name="subscription">Where to announce events from now on, from any thread and under any lock of the driver; <see langword="null"/>: no more. Announcing on a subscription that was turned off does nothing.</param>
    /// <param name="events">What to announce.</param>
    /// <returns>Done with 0; or an error.</returns>
    OperationResult SetFasync(in DriverCall context, FasyncSubscription? subscription, PollEvents events);
}

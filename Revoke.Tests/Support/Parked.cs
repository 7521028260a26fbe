namespace Revoke.Tests.Support;

/// <summary>Starts calls that are about to sleep, in either form.</summary>
internal static class Parked
{
    public static ParkedCall<int> Read(RevocableFile file, CallForm form, byte[] buffer, CancellationToken cancellationToken = default) => form == CallForm.Sync
        ? ParkedCall<int>.OnThread(file, () => file.Read(buffer))
        : ParkedCall<int>.AsTask(file, file.ReadAsync(buffer, cancellationToken));

    public static ParkedCall<int> Read(RevocableFile file, CallForm form) => Read(file, form, new byte[256]);

    public static ParkedCall<int> Write(RevocableFile file, CallForm form, byte[] buffer, CancellationToken cancellationToken = default) => form == CallForm.Sync
        ? ParkedCall<int>.OnThread(file, () => file.Write(buffer))
        : ParkedCall<int>.AsTask(file, file.WriteAsync(buffer, cancellationToken));

    public static ParkedCall<PollEvents> Poll(
        RevocableFile file, CallForm form, PollEvents events, TimeSpan timeout, CancellationToken cancellationToken = default) => form == CallForm.Sync
        ? ParkedCall<PollEvents>.OnThread(file, () => file.Poll(events, timeout, cancellationToken))
        : ParkedCall<PollEvents>.AsTask(file, file.PollAsync(events, timeout, cancellationToken));

    public static ParkedCall<PollEvents> Poll(RevocableFile file, CallForm form, PollEvents events) =>
        Poll(file, form, events, Timeout.InfiniteTimeSpan);
}

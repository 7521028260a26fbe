namespace Revoke.Drivers.Alsa;

/// <summary>A PCM device of a card.</summary>
/// <param name="CardId">The card's id.</param>
/// <param name="Number">Its number on the card: D of <c>hw:N,D</c>.</param>
/// <param name="Id">Its id, as the kernel driver says.</param>
/// <param name="Name">What it is called.</param>
/// <param name="PlaybackStreams">How many can play at a time; 0 if it cannot.</param>
/// <param name="CaptureStreams">How many can record at a time; 0 if it cannot.</param>
public sealed record AlsaPcmInfo(string CardId, int Number, string Id, string Name, int PlaybackStreams, int CaptureStreams)
{
    /// <summary>What opens it, by the card's id: <c>hw:CARD=Headset,DEV=0</c>.</summary>
    public string PcmName => $"hw:CARD={CardId},DEV={Number}";
}

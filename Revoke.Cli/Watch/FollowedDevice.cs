namespace Revoke.Cli.Watch;

/// <summary>A device that is to be followed.</summary>
/// <param name="Text">As it was asked for.</param>
/// <param name="Id">What that stands for.</param>
internal sealed record FollowedDevice(string Text, DeviceId Id);

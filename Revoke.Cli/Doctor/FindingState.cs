using System.Text.Json.Serialization;

namespace Revoke.Cli.Doctor;

/// <summary>How well something is there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingState>))]
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, but something is slower, smaller or not allowed.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded,

    /// <summary>It is not there.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}

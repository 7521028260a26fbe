using System.Text.Json.Serialization;
using Revoke.Cli.Watch.Lines;

namespace Revoke.Cli.Watch;

/// <summary>One object, on one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WatchLine))]
internal sealed partial class WatchJson : JsonSerializerContext;

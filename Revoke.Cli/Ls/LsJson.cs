using System.Text.Json.Serialization;

namespace Revoke.Cli.Ls;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LsReport))]
internal sealed partial class LsJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Revoke.Cli.Demo.Reports;

/// <summary>What a child says to its parent, in one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandleReport[]))]
internal sealed partial class ReportLineJson : JsonSerializerContext;

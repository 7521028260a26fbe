using System.Text.Json.Serialization;

namespace Revoke.Cli.Demo.Reports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ScopeDemoReport))]
[JsonSerializable(typeof(DeviceDemoReport))]
[JsonSerializable(typeof(MappingDemoReport))]
[JsonSerializable(typeof(SoundDemoReport))]
internal sealed partial class ReportJson : JsonSerializerContext;

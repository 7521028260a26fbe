using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Registers;

[TestFixture]
[NonParallelizable]
public sealed class RegisterJitTests : RegisterCodeTests
{
    private string _listings = string.Empty;

    private protected override async Task PrepareAsync()
    {
        using var folder = new TemporaryFolder();
        var file = folder["listings"];
        var child = await ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit,
            "env",
            [
                "DOTNET_TieredCompilation=1", "DOTNET_JitDisasm=*RegisterCallers:* *Mappings.RegisterAccess:*", $"DOTNET_JitStdOutFile={file}",
                ChildProcess.Host, "exec", typeof(RegisterJitTests).Assembly.Location, "register-callers",
            ]);
        child.AssertExited();
        _listings = await File.ReadAllTextAsync(file);
    }

    private protected override RegisterCode Find(string type, string method) => RegisterCode.FromRuntime(_listings, type, method);
}

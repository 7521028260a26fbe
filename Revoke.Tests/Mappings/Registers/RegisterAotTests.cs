using System.ComponentModel;
using Revoke.Tests.Children;
using Revoke.Tests.Docs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Registers;

/// <summary>The same, compiled ahead of time (Native AOT), in a program of its own.</summary>
[TestFixture]
[NonParallelizable]
public sealed class RegisterAotTests : RegisterCodeTests
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
            <PublishAot>true</PublishAot>
            <CppCompilerAndLinker>gcc</CppCompilerAndLinker>
            <LinkerFlavor>bfd</LinkerFlavor>
            <StripSymbols>false</StripSymbols>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="{SOURCE}" />
            <Reference Include="{LIBRARIES}/Revoke.Core.dll;{LIBRARIES}/Microsoft.Extensions.*.dll" />
          </ItemGroup>
        </Project>
        """;

    private const string Program =
        """
        using Revoke;
        using Revoke.Tests.Mappings.Registers;

        File.WriteAllBytes(args[0], new byte[64]);
        using var scope = new RevokeScope("registers");
        using var mapping = scope.Map(args[0], new() { Access = FileAccess.ReadWrite });
        using var askew = scope.Map(args[0], new() { Access = FileAccess.ReadWrite, Offset = 4 });
        Console.WriteLine(RegisterCallers.RunAll(mapping, askew, 1));
        """;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private string _listings = string.Empty;

    private protected override async Task PrepareAsync()
    {
        await RequireAsync("gcc");
        await RequireAsync("objdump");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["registers.csproj"],
            Project.Replace("{SOURCE}", Repository.PathOf("Revoke.Tests/Mappings/Registers/RegisterCallers.cs"), StringComparison.Ordinal)
                .Replace("{LIBRARIES}", AppContext.BaseDirectory.TrimEnd('/'), StringComparison.Ordinal));
        await File.WriteAllTextAsync(folder["Program.cs"], Program);
        var build = await ChildProcess.RunProgramAsync(s_limit, ChildProcess.Host, ["publish", folder["registers.csproj"], "-c", "Release", "--use-current-runtime", "-o", folder["out"], "--nologo", "--disable-build-servers"]);
        if (build.Output.Contains("error NU", StringComparison.Ordinal))
        {
            Assert.Ignore("The ahead-of-time compiler is not here, nor where packages come from: any publish with PublishAot brings it.");
        }

        build.AssertExited();
        var run = await ChildProcess.RunProgramAsync(s_limit, folder["out/registers"], [folder["file"]]);
        run.AssertExited();
        var dump = await ChildProcess.RunProgramAsync(s_limit, "objdump", ["-d", "-M", "intel", "--no-show-raw-insn", folder["out/registers"]]);
        dump.AssertExited();
        _listings = dump.Output;
    }

    private protected override RegisterCode Find(string type, string method) => RegisterCode.FromObjdump(_listings, type, method);

    private static async Task RequireAsync(string program)
    {
        try
        {
            (await ChildProcess.RunProgramAsync(s_limit, program, ["--version"])).AssertExited();
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"{program} is not installed.");
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Revoke.Drivers;
using Revoke.Fuse;
using Revoke.Tests.Support;

namespace Revoke.Tests.Fuse;

/// <summary>A host in a container.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class FuseHostingTests
{
    [Test]
    public async Task AddFuseHost_ProgramStartsAndStops_IsMountedMeanwhile(CancellationToken cancellationToken)
    {
        FuseFixture.RequireMounting();
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddRevoke().AddFuseHost(folder.Path, static (_, root) => root.Add("file", static () => new MemoryRegion("text\n"u8.ToArray()), new FuseFileOptions { Size = 5 }));
        using var program = builder.Build();
        await program.StartAsync(cancellationToken);
        using var client = FuseClient.Start();
        Assert.That(await client.DoAsync($"open {folder["file"]} r"), Is.EqualTo("0"));
        Assert.That(await client.DoAsync("read 0 10"), Is.EqualTo("5 746578740a"));

        await program.StopAsync(cancellationToken);

        Assert.That(await client.DoAsync($"list {folder.Path}"), Is.EqualTo(". .. "));
    }

    [Test]
    public void AddFuseHost_BadCall_IsRefused()
    {
        var builder = new ServiceCollection().AddRevoke();
        Assert.That(() => builder.AddFuseHost(" ", static (_, _) => { }), Throws.ArgumentException);
        Assert.That(() => builder.AddFuseHost("/mnt", null!), Throws.ArgumentNullException);
    }

    [Test]
    public void StartAsync_NoSuchMountPoint_SaysSoAndCanBeTriedAgain()
    {
        FuseFixture.RequireMounting();
        var host = new FuseHost("/nonexistent/mount");
        Assert.That(host.StartAsync, Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("/nonexistent/mount"));
        Assert.That(host.Dispose, Throws.Nothing);
    }
}

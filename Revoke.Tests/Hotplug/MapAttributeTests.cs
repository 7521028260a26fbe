using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>Files of a followed device's directory as memory, and scopes that end with its driver.</summary>
[CancelAfter(30_000)]
public sealed class MapAttributeTests
{
    private const string Path = "/devices/platform/thing";

    [Test]
    public async Task MapAttribute_FollowedDevice_DiesWithIt()
    {
        using var tree = new SysfsFolder();
        tree.AddSilently(Path, "things");
        File.WriteAllBytes(tree[Path] + "/memory", [1, 2, 3, 4]);
        using var monitor = new DeviceMonitor(tree.Options);
        using var scope = monitor.Follow(DeviceId.FromPath(Path));
        using var mapping = scope.MapAttribute("memory", new() { Offset = 1 });
        Assert.That(Read(mapping), Is.EqualTo(new byte[] { 2, 3, 4 }));

        await tree.RemoveAsync(Path);

        Assert.That(() => mapping.View(), Throws.InstanceOf<RevokedException>());
        Assert.That(() => scope.MapAttribute("memory"), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public void MapAttribute_WhatCannotBeMapped_SaysWhy()
    {
        using var tree = new SysfsFolder();
        tree.AddSilently(Path, "things");
        using var monitor = new DeviceMonitor(tree.Options);
        using var scope = monitor.Follow(DeviceId.FromPath(Path));
        using var nobodys = new RevokeScope("nobody's");
        Assert.That(() => scope.MapAttribute("missing"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains(Path + "/missing"));
        Assert.That(() => scope.MapAttribute("../other/memory"), Throws.InstanceOf<ArgumentException>().With.Message.Contains("leads out"));
        Assert.That(() => scope.MapAttribute(string.Empty), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => nobodys.MapAttribute("memory"), Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("follows no device"));
        Assert.That(() => nobodys.CreateBindingScope("driver"), Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("follows no device"));

        scope.Dispose();
        Assert.That(() => scope.MapAttribute("missing"), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => scope.CreateBindingScope("driver"), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void MapAttribute_TextOfARealDevice_IsEnodevAndTheDeviceLives()
    {
        using var monitor = new DeviceMonitor();
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/virtual/net/lo"));
        Assert.That(() => scope.MapAttribute("mtu"), Throws.InstanceOf<IOException>().And.Not.InstanceOf<RevokedException>().With.Property("HResult").EqualTo(Native.ENODEV));
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public void Map_DeviceGoesBetweenOpenAndMap_IsRevoked()
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("device", new() { Presence = new LeavingPresence(answersBefore: 1) });

        Assert.That(() => scope.Map(fifo.Path, new() { Length = 4096 }), Throws.InstanceOf<RevokedException>().With.Property("Errno").EqualTo(Native.ENODEV));
        Assert.That(scope.Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
    }

    [Test]
    public async Task CreateBindingScope_DriverUnbound_EndsWithItAndTheDeviceLives()
    {
        using var tree = new SysfsFolder();
        tree.AddSilently(Path, "things");
        tree.BindSilently(Path, "first");
        using var monitor = new DeviceMonitor(tree.Options);
        using var scope = monitor.Follow(DeviceId.FromPath(Path));
        using var binding = scope.CreateBindingScope("while first is bound");

        await tree.UnbindAsync(Path);

        Assert.That((binding.Reason?.Cause, scope.IsRevoked), Is.EqualTo((RevokeCause.Unbound, false)));
        using var next = scope.CreateBindingScope("while none is");
        await tree.RemoveAsync(Path);
        Assert.That((next.Reason?.Cause, scope.Reason?.Cause), Is.EqualTo((RevokeCause.Unplugged, RevokeCause.Unplugged)));
    }

    private static byte[] Read(RevocableMapping mapping)
    {
        using var view = mapping.View();
        return view.Span.ToArray();
    }
}

using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>A place with one attribute, whose driver answers what the test writes.</summary>
internal sealed class ScriptedPlace : IPlace
{
    public ScriptedOperations Operations { get; } = new();

    public TreeKind Kind => TreeKind.Kernel;

    public string PathOf(RevokeScope scope) => "/scripted";

    public RevocableFile Open(RevokeScope scope, string name, FileAccess access) => scope.Open(Operations, name);

    public IReadOnlyList<DeviceEntry> GetEntries(RevokeScope scope) => [];

    public IPlace Below(string name) => this;
}

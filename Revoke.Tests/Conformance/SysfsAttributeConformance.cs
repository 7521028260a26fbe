namespace Revoke.Tests.Conformance;

public sealed class SysfsAttributeConformance : FileConformance
{
    protected override bool CanWrite => false;

    public override Subject Create()
    {
        var scope = new RevokeScope("attribute");
        return new Subject(scope, scope.Open("/sys/class/net/lo/ifalias", new() { Access = FileAccess.Read }), Feed, () => Feed([(byte)'\n']));
    }

    // The name that this attribute shows is the test's to set; as another user than root it cannot be.
    private static void Feed(byte[] bytes)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Setting an attribute in /sys needs root.");
        }

        File.WriteAllBytes("/sys/class/net/lo/ifalias", bytes);
    }
}

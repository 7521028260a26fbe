using System.Text;
using Revoke.Drivers;

namespace Revoke.Tests.Conformance;

[TestFixture(true)]
[TestFixture(false)]
public sealed class TextNodeConformance(bool canWrite) : FileConformance
{
    protected override bool CanWrite => canWrite;

    public override Subject Create()
    {
        var value = "";
        var scope = new RevokeScope("node");
        var node = new TextNode(() => value, canWrite ? text => value = text : null);
        return new Subject(scope, scope.Open(node), bytes => value = Encoding.ASCII.GetString(bytes), static () => { });
    }
}

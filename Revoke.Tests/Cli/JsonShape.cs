using System.Text.Json;
using Revoke.Tests.Docs;

namespace Revoke.Tests.Cli;

/// <summary>What an object of the tool's JSON consists of, as programs rely on it and docs/tool.md says it.</summary>
internal static class JsonShape
{
    private static readonly string Document = Repository.Read("docs/tool.md");

    /// <summary>Exactly these fields, of these types, each named in the document.</summary>
    /// <param name="element">The object.</param>
    /// <param name="fields"><c>name: string</c>; with a question mark it may be null.</param>
    public static void AssertIs(JsonElement element, params string[] fields)
    {
        var expected = fields.Select(static field => field.Split(": ")).ToDictionary(static field => field[0], static field => field[1], StringComparer.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(element.EnumerateObject().Select(static property => property.Name), Is.EquivalentTo(expected.Keys));
            foreach (var property in element.EnumerateObject().Where(property => expected.ContainsKey(property.Name)))
            {
                var type = expected[property.Name];
                Assert.That(Describe(property.Value), type.EndsWith('?') ? Is.AnyOf(type[..^1], "null") : Is.EqualTo(type), property.Name);
                Assert.That(Document, Does.Contain($"`{property.Name}`"), "docs/tool.md");
            }
        }
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}

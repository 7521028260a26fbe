using System.Text.Json.Serialization;

namespace Revoke.Cli.Watch.Lines;

/// <summary>One thing that <c>revoke watch</c> tells. Its <c>type</c> says which.</summary>
/// <param name="Time">When it was, as UTC.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ReadyLine), "ready")]
[JsonDerivedType(typeof(EventLine), "event")]
[JsonDerivedType(typeof(AbsentLine), "absent")]
[JsonDerivedType(typeof(ArrivedLine), "arrived")]
[JsonDerivedType(typeof(RevokedLine), "revoked")]
internal abstract record WatchLine([property: JsonPropertyOrder(-1)] DateTimeOffset Time)
{
    /// <summary>For people: what happened, in one word, and what it happened to.</summary>
    internal abstract (string Word, string Text) Describe();

    private protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}

using System.Text.Unicode;

namespace Catalogue.Classifier.Text;

/// <summary>One value in a text that was tokenised: a member of a definition.</summary>
/// <param name="nodes">The nodes of the text; empty where it was no JSON.</param>
/// <param name="json">The text they lie in.</param>
/// <param name="root">The value's node.</param>
/// <param name="isUtf8">True when the text is known to be valid UTF-8.</param>
internal readonly ref struct JsonPart(Rows<JsonNode> nodes, ReadOnlySpan<byte> json, int root, bool isUtf8)
{
    /// <summary>The nodes of the whole text; empty where it was no JSON.</summary>
    public readonly Rows<JsonNode> Nodes = nodes;

    /// <summary>The whole text; empty where the member is absent.</summary>
    public readonly ReadOnlySpan<byte> Json = json;

    /// <summary>The value's node.</summary>
    public readonly int Root = root;

    /// <summary>True when the text is known to be valid UTF-8: what stands in its strings unescaped is canonical as it stands.</summary>
    public readonly bool IsUtf8 = isUtf8;

    /// <summary>Tokenises a member that is a text of its own.</summary>
    public static JsonPart Read(ReadOnlySpan<byte> json, JsonTape tape)
    {
        tape.TryRead(json);
        return new JsonPart(tape.Nodes, json, 0, Utf8.IsValid(json));
    }
}

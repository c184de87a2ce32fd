using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>
/// RFC 8785 JSON, tolerant of what strangers send: of duplicate keys the last counts, a lone surrogate stays its
/// <c>\uXXXX</c>, bad UTF-8 becomes U+FFFD, and a member that is no JSON at all is taken as a string of its text.
/// </summary>
public static class CanonicalJson
{
    [ThreadStatic] private static CanonicalWriter? _writer;

    /// <summary>
    /// The canonical UTF-8 JSON of a definition: {annotations, description, inputSchema, name, outputSchema, title},
    /// absent and null members left out.
    /// </summary>
    public static byte[] Write(ToolDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var writer = _writer ??= new CanonicalWriter();
        writer.WriteDefinition(definition, new DefinitionParts(definition, new JsonTape(), new JsonTape(), new JsonTape()));
        return writer.Written.ToArray();
    }

    /// <summary>The canonical UTF-8 JSON of any JSON text.</summary>
    /// <exception cref="FormatException">The text is not one JSON value.</exception>
    public static byte[] Write(ReadOnlySpan<byte> json)
    {
        var whole = JsonPart.Read(json, new JsonTape());
        if (whole.Nodes.IsEmpty) throw new FormatException("The text is not one JSON value.");
        var writer = _writer ??= new CanonicalWriter();
        writer.Start();
        writer.Write(whole);
        return writer.Written.ToArray();
    }
}

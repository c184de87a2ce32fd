using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Which members of a definition changed, by their names in MCP.</summary>
internal static class DefinitionFields
{
    public static List<string> Changed(ToolDefinition? old, ToolDefinition now)
    {
        if (old is null) return [];
        var fields = new List<string>(2);
        if (!string.Equals(old.Title, now.Title, StringComparison.Ordinal)) fields.Add("title");
        if (!string.Equals(old.Description, now.Description, StringComparison.Ordinal)) fields.Add("description");
        if (Differ(old.InputSchema, now.InputSchema)) fields.Add("inputSchema");
        if (Differ(old.OutputSchema, now.OutputSchema)) fields.Add("outputSchema");
        if (Differ(old.Annotations, now.Annotations)) fields.Add("annotations");
        return fields;
    }

    // Members are compared as the hash sees them: spacing and the order of keys do not count.
    private static bool Differ(ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> now) =>
        !old.Span.SequenceEqual(now.Span)
        && DefinitionHash.Compute(new ToolDefinition { Name = "", InputSchema = old }) != DefinitionHash.Compute(new ToolDefinition { Name = "", InputSchema = now });
}

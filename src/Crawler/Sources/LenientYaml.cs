using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// Turns a stranger's YAML into JSON under caps. Built on the parser's events, since building its object tree recurses without
/// bound; aliases are copied and count in full, so that a few lines cannot swell into gigabytes.
/// </summary>
internal static class LenientYaml
{
    private const int MaxDepth = 60;
    private const int MaxNodes = 2_000_000;

    /// <summary>The first document as JSON, or null for an empty one. Of duplicate keys the last counts.</summary>
    /// <exception cref="FormatException">It is no YAML, or exceeds the caps: says where.</exception>
    public static JsonNode? Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return null;
            return new Builder(parser).Node(0);
        }
        catch (YamlException e)
        {
            throw new FormatException($"not readable as YAML at line {e.Start.Line}: {e.Message}", e);
        }
    }

    private sealed class Builder(IParser parser)
    {
        private readonly Dictionary<string, (JsonNode? Node, int Size)> _anchors = new(StringComparer.Ordinal);
        private int _nodes;

        public JsonNode? Node(int depth)
        {
            var before = _nodes;
            Count(1, depth);
            var at = parser.Current ?? throw new FormatException("the YAML ends too early");
            if (parser.TryConsume<AnchorAlias>(out var alias)) return Copy(alias, depth);
            var anchor = (at as NodeEvent)?.Anchor ?? AnchorName.Empty;
            JsonNode? node = at switch
            {
                Scalar => Value(parser.Consume<Scalar>()),
                MappingStart => Map(depth),
                SequenceStart => List(depth),
                _ => throw new FormatException($"unexpected YAML at line {at.Start.Line}"),
            };
            if (!anchor.IsEmpty) _anchors[anchor.Value] = (node, _nodes - before);
            return node;
        }

        private JsonObject Map(int depth)
        {
            parser.Consume<MappingStart>();
            var map = new JsonObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(depth + 1);
                var value = Node(depth + 1);
                map[key is JsonValue plain ? plain.ToString() : key?.ToJsonString() ?? "null"] = value;
            }
            return map;
        }

        private JsonArray List(int depth)
        {
            parser.Consume<SequenceStart>();
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Node(depth + 1));
            return list;
        }

        private JsonNode? Copy(AnchorAlias alias, int depth)
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out var known)) throw new FormatException($"unknown alias at line {alias.Start.Line}");
            Count(known.Size, depth);
            return known.Node?.DeepClone();
        }

        private void Count(int nodes, int depth)
        {
            _nodes += nodes;
            if (_nodes > MaxNodes || _nodes < 0) throw new FormatException($"the YAML has more than {MaxNodes} values");
            if (depth > MaxDepth) throw new FormatException($"the YAML is nested deeper than {MaxDepth}");
        }

        private static JsonNode? Value(Scalar scalar)
        {
            var text = scalar.Value;
            if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)) return JsonValue.Create(text);
            return text switch
            {
                "" or "~" or "null" or "Null" or "NULL" => null,
                "true" or "True" or "TRUE" => JsonValue.Create(true),
                "false" or "False" or "FALSE" => JsonValue.Create(false),
                _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole.ToString(CultureInfo.InvariantCulture) == text
                    => JsonValue.Create(whole),
                _ => JsonValue.Create(text),
            };
        }
    }
}

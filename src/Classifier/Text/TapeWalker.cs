using System.Text.Json;

namespace Catalogue.Classifier.Text;

/// <summary>Walks a schema or annotations and hands every key, string and literal to the reader, with its role.</summary>
internal sealed class TapeWalker(DefinitionReader reader)
{
    private readonly Frame[] _frames = new Frame[DefinitionReader.MaxDepth];
    private int _depth;

    /// <summary>What the keys and values of a container mean.</summary>
    private enum Scope : byte
    {
        /// <summary>A JSON Schema: its keys are keywords.</summary>
        Schema,

        /// <summary>A map from names to schemas (<c>properties</c>, <c>patternProperties</c>).</summary>
        Properties,

        /// <summary>A map from names to schemas that are no parameters (<c>$defs</c>).</summary>
        Definitions,

        /// <summary>A list of schemas (<c>anyOf</c>).</summary>
        Schemas,

        /// <summary>Data: a sample, a list of choices, an unknown keyword's value.</summary>
        Data,
    }

    private record struct Frame(Scope Scope, TextRole Role, bool IsObject, int Place, int Parameter, int Cursor, int End, int Item);

    /// <summary>Parameters seen in the last schema.</summary>
    public int Parameters { get; private set; }

    /// <summary>Walks one JSON value.</summary>
    public void Walk(TextPart part, int place, Rows<JsonNode> nodes, ReadOnlySpan<byte> json)
    {
        Parameters = 0;
        _depth = 0;
        Value(part, part == TextPart.Annotations ? Scope.Data : Scope.Schema, TextRole.Other, place, -1, nodes, json, 0);
        while (_depth > 0)
        {
            ref var frame = ref _frames[_depth - 1];
            if (frame.Cursor >= frame.End)
            {
                _depth--;
                continue;
            }
            if (!reader.HasRoom)
            {
                reader.MarkCut();
                return;
            }
            if (frame.IsObject) Member(part, ref frame, nodes, json);
            else Item(part, ref frame, nodes, json);
        }
    }

    private void Member(TextPart part, ref Frame frame, Rows<JsonNode> nodes, ReadOnlySpan<byte> json)
    {
        ref readonly var key = ref nodes[frame.Cursor];
        var value = frame.Cursor + 1;
        frame.Cursor = nodes[value].Next;
        var (start, length) = reader.Append(json.Slice(key.Start, key.Length), key.Escaped);
        var place = reader.AddPlace(frame.Place, start, length, -1);
        var parameter = frame.Scope == Scope.Properties ? Parameters++ : frame.Parameter;
        var role = frame.Scope == Scope.Properties ? TextRole.PropertyName : TextRole.Key;
        reader.AddField(new TextField(part, role, start, length, place, parameter));
        var (scope, valueRole) = frame.Scope switch
        {
            Scope.Schema => Keyword(json.Slice(key.Start, key.Length)),
            Scope.Properties or Scope.Definitions => (Scope.Schema, TextRole.Other),
            _ => (Scope.Data, frame.Role),
        };
        Value(part, scope, valueRole, place, parameter, nodes, json, value);
    }

    private void Item(TextPart part, ref Frame frame, Rows<JsonNode> nodes, ReadOnlySpan<byte> json)
    {
        var node = frame.Cursor;
        frame.Cursor = nodes[node].Next;
        var place = reader.AddPlace(frame.Place, 0, 0, frame.Item++);
        Value(part, frame.Scope == Scope.Schemas ? Scope.Schema : frame.Scope, frame.Role, place, frame.Parameter, nodes, json, node);
    }

    private void Value(TextPart part, Scope scope, TextRole role, int place, int parameter, Rows<JsonNode> nodes, ReadOnlySpan<byte> json, int index)
    {
        ref readonly var node = ref nodes[index];
        if (node.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            if (_depth == _frames.Length) reader.MarkCut();
            else _frames[_depth++] = new Frame(scope, role, node.Kind == JsonTokenType.StartObject, place, parameter, index + 1, node.Next, 0);
            return;
        }
        var (start, length) = reader.Append(json.Slice(node.Start, node.Length), node.Escaped);
        reader.AddField(new TextField(part, node.Kind == JsonTokenType.String ? role : TextRole.Literal, start, length, place, parameter));
    }

    private static (Scope Scope, TextRole Role) Keyword(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("properties"u8) || name.SequenceEqual("patternProperties"u8)) return (Scope.Properties, TextRole.Other);
        if (name.SequenceEqual("description"u8)) return (Scope.Data, TextRole.SchemaDescription);
        if (name.SequenceEqual("title"u8)) return (Scope.Data, TextRole.SchemaTitle);
        if (name.SequenceEqual("enum"u8) || name.SequenceEqual("const"u8)) return (Scope.Data, TextRole.Choice);
        if (name.SequenceEqual("default"u8) || name.SequenceEqual("examples"u8) || name.SequenceEqual("example"u8)) return (Scope.Data, TextRole.Sample);
        if (name.SequenceEqual("items"u8) || name.SequenceEqual("anyOf"u8) || name.SequenceEqual("oneOf"u8) || name.SequenceEqual("allOf"u8)
            || name.SequenceEqual("prefixItems"u8) || name.SequenceEqual("additionalProperties"u8) || name.SequenceEqual("not"u8)
            || name.SequenceEqual("if"u8) || name.SequenceEqual("then"u8) || name.SequenceEqual("else"u8) || name.SequenceEqual("contains"u8)
            || name.SequenceEqual("propertyNames"u8) || name.SequenceEqual("unevaluatedProperties"u8) || name.SequenceEqual("unevaluatedItems"u8))
        {
            return (Scope.Schemas, TextRole.Other);
        }
        if (name.SequenceEqual("$defs"u8) || name.SequenceEqual("definitions"u8) || name.SequenceEqual("dependentSchemas"u8)) return (Scope.Definitions, TextRole.Other);
        return (Scope.Data, TextRole.Other);
    }
}

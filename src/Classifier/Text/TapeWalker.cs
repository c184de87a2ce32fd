using System.Text.Json;

namespace Catalogue.Classifier.Text;

/// <summary>Walks a schema or annotations and hands every key, string and literal to the reader, with its role.</summary>
internal sealed class TapeWalker(DefinitionReader reader)
{
    private readonly Frame[] _frames = new Frame[DefinitionReader.MaxDepth];
    private TextPart _part;
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
    public void Walk(TextPart part, int place, in JsonPart member)
    {
        Parameters = 0;
        _part = part;
        _depth = 0;
        Value(member, member.Root, part == TextPart.Annotations ? Scope.Data : Scope.Schema, TextRole.Other, place, -1);
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
            if (frame.IsObject) Member(member, ref frame);
            else Item(member, ref frame);
        }
    }

    private void Member(in JsonPart member, ref Frame frame)
    {
        ref readonly var key = ref member.Nodes[frame.Cursor];
        var value = frame.Cursor + 1;
        frame.Cursor = member.Nodes[value].Next;
        var start = reader.Length;
        var length = reader.Append(member.Json, key);
        var place = reader.AddPlace(frame.Place, start, length, -1);
        if (frame.Scope == Scope.Schema)
        {
            reader.AddField(new TextField(_part, TextRole.Key, start, length, place, frame.Parameter));
            var (scope, role) = Keyword(member.Json.Slice(key.Start, key.Length));
            Value(member, value, scope, role, place, frame.Parameter);
            return;
        }
        var isProperty = frame.Scope == Scope.Properties;
        var parameter = isProperty ? Parameters++ : frame.Parameter;
        reader.AddField(new TextField(_part, isProperty ? TextRole.PropertyName : TextRole.Key, start, length, place, parameter));
        if (isProperty || frame.Scope == Scope.Definitions) Value(member, value, Scope.Schema, TextRole.Other, place, parameter);
        else Value(member, value, Scope.Data, frame.Role, place, parameter);
    }

    private void Item(in JsonPart member, ref Frame frame)
    {
        var node = frame.Cursor;
        frame.Cursor = member.Nodes[node].Next;
        var place = reader.AddPlace(frame.Place, 0, 0, frame.Item++);
        Value(member, node, frame.Scope == Scope.Schemas ? Scope.Schema : frame.Scope, frame.Role, place, frame.Parameter);
    }

    private void Value(in JsonPart member, int index, Scope scope, TextRole role, int place, int parameter)
    {
        ref readonly var node = ref member.Nodes[index];
        if (node.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            if (_depth == _frames.Length) reader.MarkCut();
            else _frames[_depth++] = new Frame(scope, role, node.Kind == JsonTokenType.StartObject, place, parameter, index + 1, node.Next, 0);
            return;
        }
        var start = reader.Length;
        var length = reader.Append(member.Json, node);
        reader.AddField(new TextField(_part, node.Kind == JsonTokenType.String ? role : TextRole.Literal, start, length, place, parameter));
    }

    /// <summary>What the value of a schema's keyword is; told by the keyword's length first, since most are none of these.</summary>
    private static (Scope Scope, TextRole Role) Keyword(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("if"u8) => (Scope.Schemas, TextRole.Other),
        3 when name.SequenceEqual("not"u8) => (Scope.Schemas, TextRole.Other),
        4 when name.SequenceEqual("enum"u8) => (Scope.Data, TextRole.Choice),
        4 when name.SequenceEqual("then"u8) || name.SequenceEqual("else"u8) => (Scope.Schemas, TextRole.Other),
        5 when name.SequenceEqual("title"u8) => (Scope.Data, TextRole.SchemaTitle),
        5 when name.SequenceEqual("const"u8) => (Scope.Data, TextRole.Choice),
        5 when name.SequenceEqual("items"u8) || name.SequenceEqual("anyOf"u8) || name.SequenceEqual("oneOf"u8) || name.SequenceEqual("allOf"u8) => (Scope.Schemas, TextRole.Other),
        5 when name.SequenceEqual("$defs"u8) => (Scope.Definitions, TextRole.Other),
        7 when name.SequenceEqual("default"u8) || name.SequenceEqual("example"u8) => (Scope.Data, TextRole.Sample),
        8 when name.SequenceEqual("examples"u8) => (Scope.Data, TextRole.Sample),
        8 when name.SequenceEqual("contains"u8) => (Scope.Schemas, TextRole.Other),
        10 when name.SequenceEqual("properties"u8) => (Scope.Properties, TextRole.Other),
        11 when name.SequenceEqual("description"u8) => (Scope.Data, TextRole.SchemaDescription),
        11 when name.SequenceEqual("prefixItems"u8) => (Scope.Schemas, TextRole.Other),
        11 when name.SequenceEqual("definitions"u8) => (Scope.Definitions, TextRole.Other),
        13 when name.SequenceEqual("propertyNames"u8) => (Scope.Schemas, TextRole.Other),
        16 when name.SequenceEqual("dependentSchemas"u8) => (Scope.Definitions, TextRole.Other),
        16 when name.SequenceEqual("unevaluatedItems"u8) => (Scope.Schemas, TextRole.Other),
        17 when name.SequenceEqual("patternProperties"u8) => (Scope.Properties, TextRole.Other),
        20 when name.SequenceEqual("additionalProperties"u8) => (Scope.Schemas, TextRole.Other),
        21 when name.SequenceEqual("unevaluatedProperties"u8) => (Scope.Schemas, TextRole.Other),
        _ => (Scope.Data, TextRole.Other),
    };
}

using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Catalogue.Site.Policies.Text;

/// <summary>
/// YAML files, written by YamlDotNet's emitter. Strangers' strings are double-quoted always, so that no name can become
/// a number, a boolean, an anchor or a second key.
/// </summary>
public sealed class YamlText
{
    private readonly StringWriter _text = new() { NewLine = "\n" };
    private readonly Emitter _emitter;

    /// <summary>Starts a document.</summary>
    /// <param name="header">Comment lines at its top, each safe on one line.</param>
    public YamlText(IEnumerable<string> header)
    {
        foreach (var line in header) _text.WriteLine("# " + line);
        _emitter = new Emitter(_text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: false, indentSequences: true, newLine: "\n"));
        _emitter.Emit(new StreamStart());
        _emitter.Emit(new DocumentStart(null, null, isImplicit: true));
    }

    /// <summary>Writes a mapping.</summary>
    public YamlText Map(Action<YamlText> content)
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        content(this);
        _emitter.Emit(new MappingEnd());
        return this;
    }

    /// <summary>Writes an empty mapping (<c>{}</c>).</summary>
    public YamlText EmptyMap()
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Flow));
        _emitter.Emit(new MappingEnd());
        return this;
    }

    /// <summary>Writes a list.</summary>
    public YamlText List(Action<YamlText> content)
    {
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        content(this);
        _emitter.Emit(new SequenceEnd());
        return this;
    }

    /// <summary>Writes a list of strings; <c>[]</c> when there are none.</summary>
    public YamlText Strings(IEnumerable<string> values)
    {
        var list = values.ToList();
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var value in list) Text(value);
        _emitter.Emit(new SequenceEnd());
        return this;
    }

    /// <summary>Writes a word of our own (a key, a keyword, a number), plain.</summary>
    public YamlText Word(string word)
    {
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, word, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
        return this;
    }

    /// <summary>Writes a string, double-quoted.</summary>
    public YamlText Text(string value)
    {
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true));
        return this;
    }

    /// <summary>Writes a JSON value as YAML, keys in their order; what is no JSON is written as an empty mapping.</summary>
    public YamlText Json(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
            return Json(document.RootElement);
        }
        catch (JsonException)
        {
            return EmptyMap();
        }
    }

    private YamlText Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when !value.EnumerateObject().Any() => EmptyMap(),
        JsonValueKind.Object => Map(map =>
        {
            // Of duplicate keys the last counts: YAML refuses a mapping with two of one name.
            var last = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in value.EnumerateObject()) last[member.Name] = member.Value;
            foreach (var (name, member) in last) map.Text(name).Json(member);
        }),
        JsonValueKind.Array when value.GetArrayLength() == 0 => Strings([]),
        JsonValueKind.Array => List(list =>
        {
            foreach (var item in value.EnumerateArray()) list.Json(item);
        }),
        JsonValueKind.String => Text(value.GetString() ?? ""),
        _ => Word(value.GetRawText()),
    };

    /// <summary>Writes a comment on a line of its own.</summary>
    public YamlText Comment(string line)
    {
        _emitter.Emit(new Comment(line, isInline: false));
        return this;
    }

    /// <summary>Ends the document and returns its text.</summary>
    public string Finish()
    {
        _emitter.Emit(new DocumentEnd(isImplicit: true));
        _emitter.Emit(new StreamEnd());
        return IndentComments(_text.ToString());
    }

    // The emitter writes a comment before it has stepped in to a list's first item. No other line begins with a hash: every string stands quoted, on one line.
    private static string IndentComments(string text)
    {
        var lines = text.Split('\n');
        var indent = "";
        for (var index = lines.Length - 1; index >= 0; index--)
        {
            var content = lines[index].TrimStart(' ');
            if (content.StartsWith('#')) lines[index] = indent + content;
            else if (content.Length > 0) indent = lines[index][..(lines[index].Length - content.Length)];
        }
        return string.Join('\n', lines);
    }
}

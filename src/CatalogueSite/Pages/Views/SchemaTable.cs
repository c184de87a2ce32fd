using System.Text;
using System.Text.Json;
using Catalogue.Site.Pages.Text;

namespace Catalogue.Site.Pages.Views;

/// <summary>
/// A JSON Schema of a stranger as rows of a table. Reads leniently: what it doesn't understand it leaves out, and it never
/// throws; depth and number of rows are capped and what was left out is counted.
/// </summary>
public sealed class SchemaTable
{
    private const int MaxRows = 120;
    private const int MaxDepth = 5;
    private const int MaxValues = 40;
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };
    private static readonly string[] Variants = ["anyOf", "oneOf", "allOf"];

    private readonly NoteBook _notes;
    private readonly List<ParameterRow> _rows = [];

    private SchemaTable(NoteBook notes) => _notes = notes;

    /// <summary>The rows in the schema's order, nested ones after their parent.</summary>
    public IReadOnlyList<ParameterRow> Rows => _rows;

    /// <summary>How many further parameters there are.</summary>
    public int LeftOut { get; private set; }

    /// <summary>True where the schema can't be read as JSON.</summary>
    public bool Broken { get; private set; }

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">UTF-8 JSON, or empty.</param>
    /// <param name="root">Its member of the definition (<c>inputSchema</c>).</param>
    /// <param name="notes">Where marks are taken from.</param>
    public static SchemaTable Read(ReadOnlyMemory<byte> schema, string root, NoteBook notes)
    {
        var table = new SchemaTable(notes);
        if (schema.IsEmpty) return table;
        try
        {
            using var json = JsonDocument.Parse(schema, Lenient);
            table.ReadProperties(json.RootElement, root, "", 0);
        }
        catch (JsonException)
        {
            table.Broken = true;
        }
        table.GiveNotes();
        return table;
    }

    private void ReadProperties(JsonElement schema, string pointer, string parent, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth) return;
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (_rows.Count >= MaxRows)
                {
                    LeftOut++;
                    continue;
                }
                var name = SchemaWords.NameOf(property);
                ReadProperty(name, property.Value, $"{pointer}/properties/{Escape(name)}", parent, IsRequired(schema, name), depth);
            }
        }
        if (schema.TryGetProperty("items", out var items)) ReadProperties(items, pointer + "/items", parent, depth + 1);
        foreach (var variant in Variants)
        {
            if (!schema.TryGetProperty(variant, out var list) || list.ValueKind != JsonValueKind.Array) continue;
            var index = 0;
            foreach (var option in list.EnumerateArray()) ReadProperties(option, $"{pointer}/{variant}/{index++}", parent, depth + 1);
        }
    }

    private void ReadProperty(string name, JsonElement schema, string pointer, string parent, bool required, int depth)
    {
        _rows.Add(new ParameterRow(
            pointer,
            parent,
            _notes.Html(pointer, name, inKey: true),
            VisibleText.Html(SchemaWords.TypeOf(schema)),
            required,
            Values(schema, pointer),
            schema.ValueKind == JsonValueKind.Object && Text(schema, "description") is { } description ? _notes.Html(pointer + "/description", description) : ""));
        ReadProperties(schema, pointer, parent + Summary.OneLine(name, 60) + ".", depth + 1);
    }

    private string Values(JsonElement schema, string pointer)
    {
        if (schema.ValueKind != JsonValueKind.Object) return "";
        var html = new StringBuilder();
        AppendEnum(html, schema, pointer);
        if (schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object) AppendEnum(html, items, pointer + "/items");
        if (schema.TryGetProperty("const", out var only)) AppendValue(html.Append(Sep(html)).Append("always "), only, pointer + "/const");
        var limits = SchemaWords.LimitsOf(schema);
        if (limits.Length > 0) html.Append(Sep(html)).Append(VisibleText.Html(limits));
        if (schema.TryGetProperty("default", out var preset) && preset.ValueKind != JsonValueKind.Null)
        {
            AppendValue(html.Append(Sep(html)).Append("default "), preset, pointer + "/default");
        }
        return html.ToString();
    }

    private void AppendEnum(StringBuilder html, JsonElement schema, string pointer)
    {
        if (!schema.TryGetProperty("enum", out var list) || list.ValueKind != JsonValueKind.Array) return;
        var index = 0;
        foreach (var value in list.EnumerateArray())
        {
            if (index == MaxValues)
            {
                html.Append(" and ").Append(list.GetArrayLength() - MaxValues).Append(" more");
                break;
            }
            if (index > 0) html.Append(' ');
            AppendValue(html, value, $"{pointer}/enum/{index++}");
        }
    }

    private void AppendValue(StringBuilder html, JsonElement value, string pointer)
    {
        html.Append("<code>");
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = SchemaWords.TextOf(value);
            html.Append(text.Length == 0 ? "&quot;&quot;" : _notes.Html(pointer, text));
        }
        else
        {
            html.Append(VisibleText.Html(Summary.OneLine(value.GetRawText(), 120)));
        }
        html.Append("</code>");
    }

    /// <summary>Every note into the row that lies deepest above its place.</summary>
    private void GiveNotes()
    {
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            var notes = _notes.Under(row.Pointer);
            if (notes.Count == 0) continue;
            _rows[i] = row with { Notes = notes };
            _notes.TakeAll(row.Pointer);
        }
    }

    private static string Sep(StringBuilder html) => html.Length == 0 ? "" : "; ";

    private static bool IsRequired(JsonElement schema, string name)
    {
        if (!schema.TryGetProperty("required", out var required) || required.ValueKind != JsonValueKind.Array) return false;
        foreach (var item in required.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && item.ValueEquals(name)) return true;
        }
        return false;
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? SchemaWords.TextOf(value) : null;

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Catalogue.Site.Policies.Text;

/// <summary>JSON files: written by the framework's writer, letters of all scripts as they are, invisible and HTML characters escaped.</summary>
public static class JsonText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes one JSON value; the text ends with a newline.</summary>
    /// <param name="write">Writes the value.</param>
    /// <param name="indented">Two spaces a level, or all on one line.</param>
    public static string Write(Action<Utf8JsonWriter> write, bool indented = true)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, IndentSize = 2, NewLine = "\n", Encoder = Encoder }))
        {
            write(writer);
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Writes <c>"name": ["a", "b"]</c> into the object that is open.</summary>
    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}

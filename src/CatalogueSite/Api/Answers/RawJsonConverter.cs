using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalogue.Site.Api.Answers;

/// <summary>Writes strangers' JSON anew, so that it comes out well formed and escaped by our own encoder.</summary>
internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new RawJson(Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(value.Utf8, new JsonDocumentOptions { MaxDepth = 60 });
            document.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(value.Utf8.Span));
        }
    }
}

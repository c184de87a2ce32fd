using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Catalogue.Site.Pages.Views;

/// <summary>Structured data for machines as a data block: no script, so a strict Content-Security-Policy allows it.</summary>
public static class JsonLd
{
    // Letters of every script stay as they are; <, >, & and quotes are escaped, so no text can end the block.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The whole element: a FAQPage, and a BreadcrumbList where addresses are known.</summary>
    /// <param name="answers">The questions that the page answers visibly.</param>
    /// <param name="trail">Names and absolute addresses from the home page down; an address may be null.</param>
    public static string Block(IReadOnlyList<Answer> answers, IReadOnlyList<(string Name, string? Url)> trail)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("@context"u8, "https://schema.org"u8);
            json.WriteStartArray("@graph"u8);
            if (answers.Count > 0) WriteFaq(json, answers);
            if (trail.Count > 0 && trail.All(step => step.Url is not null)) WriteTrail(json, trail);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return "<script type=\"application/ld+json\">" + Encoding.UTF8.GetString(bytes.WrittenSpan) + "</script>";
    }

    private static void WriteFaq(Utf8JsonWriter json, IReadOnlyList<Answer> answers)
    {
        json.WriteStartObject();
        json.WriteString("@type"u8, "FAQPage"u8);
        json.WriteStartArray("mainEntity"u8);
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            json.WriteString("@type"u8, "Question"u8);
            json.WriteString("name"u8, answer.Question);
            json.WriteStartObject("acceptedAnswer"u8);
            json.WriteString("@type"u8, "Answer"u8);
            json.WriteString("text"u8, answer.Plain);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTrail(Utf8JsonWriter json, IReadOnlyList<(string Name, string? Url)> trail)
    {
        json.WriteStartObject();
        json.WriteString("@type"u8, "BreadcrumbList"u8);
        json.WriteStartArray("itemListElement"u8);
        for (var i = 0; i < trail.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("@type"u8, "ListItem"u8);
            json.WriteNumber("position"u8, i + 1);
            json.WriteString("name"u8, trail[i].Name);
            json.WriteString("item"u8, trail[i].Url);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

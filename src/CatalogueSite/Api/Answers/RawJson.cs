using System.Text.Json.Serialization;

namespace Catalogue.Site.Api.Answers;

/// <summary>A stranger's JSON as received; where it does not parse, its text as a JSON string.</summary>
[JsonConverter(typeof(RawJsonConverter))]
public sealed record RawJson(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The JSON of a definition's member, or null where it was absent.</summary>
    public static RawJson? Of(ReadOnlyMemory<byte> utf8) => utf8.IsEmpty ? null : new RawJson(utf8);
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// Where a pass over a registry left off: in the first listing of everything, or in the updates since a time. A page may be left
/// in its middle.
/// </summary>
internal sealed record RegistryBookmark
{
    /// <summary>Updates since then; null while everything is listed for the first time.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>When this walk began: what changes from then on belongs to the next one.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>The cursor of the page to read next, or null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Entries of that page that were gone through already.</summary>
    public int Skip { get; init; }

    /// <summary>Reads a bookmark; what cannot be read starts over.</summary>
    public static RegistryBookmark Parse(string? text, DateTimeOffset now)
    {
        if (text is not null)
        {
            try
            {
                if (JsonSerializer.Deserialize(text, RegistryBookmarkJson.Default.RegistryBookmark) is { } bookmark && bookmark.Began != default)
                {
                    return bookmark is { Cursor: null, Skip: 0 } ? bookmark with { Began = now } : bookmark;
                }
            }
            catch (JsonException)
            {
                // Written by another version: a fresh start loses nothing but time.
            }
        }
        return new RegistryBookmark { Began = now };
    }

    /// <summary>The text to be stored.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, RegistryBookmarkJson.Default.RegistryBookmark);

    /// <summary>The parameters that ask for its page.</summary>
    public string Query(int pageSize)
    {
        var query = $"limit={pageSize}&version=latest";
        if (UpdatedSince is { } since) query += $"&updated_since={Uri.EscapeDataString(since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}";
        return Cursor is null ? query : $"{query}&cursor={Uri.EscapeDataString(Cursor)}";
    }
}

/// <summary>How bookmarks are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RegistryBookmark))]
internal sealed partial class RegistryBookmarkJson : JsonSerializerContext;

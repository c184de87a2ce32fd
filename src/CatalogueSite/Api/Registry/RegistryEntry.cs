using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Api.Registry;

/// <summary>One server as the registry API shows it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Version">Its version there.</param>
/// <param name="Deleted">Whether it is marked deleted.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Utf8">The entry: <c>server</c> and <c>_meta</c>.</param>
internal sealed record RegistryEntry(string Name, string Version, bool Deleted, DateTimeOffset UpdatedAt, ReadOnlyMemory<byte> Utf8)
{
    private const string Official = "io.modelcontextprotocol.registry/official";
    private const int MaxDescription = 100;

    public static RegistryEntry Create(AssessedServer server, string ownNamespace, string origin)
    {
        var key = ownNamespace + "/risk";
        foreach (var listing in server.Record.Listings.Where(listing => listing.RawEntry is not null).OrderBy(listing => listing.Dropped is not null))
        {
            if (FromRegistry(server, listing.RawEntry!.Value, key, origin) is { } entry) return entry;
        }
        return Synthesise(server, ownNamespace, key, origin);
    }

    // Null where the bytes are no registry's entry of this server: then they are not for showing.
    private static RegistryEntry? FromRegistry(AssessedServer server, ReadOnlyMemory<byte> raw, string key, string origin)
    {
        try
        {
            using var document = JsonDocument.Parse(raw);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("server", out var inner) || inner.ValueKind != JsonValueKind.Object) return null;
            if (Text(inner, "name") is not { Length: > 0 } name || Text(inner, "version") is not { } version || Text(inner, "description") is null) return null;
            if (name != server.Record.Name && !server.Record.Aliases.Contains(name)) return null;
            var official = document.RootElement.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(Official, out var found) ? found : default;
            var status = official.ValueKind == JsonValueKind.Object ? Text(official, "status") : null;
            var updated = official.ValueKind == JsonValueKind.Object && DateTimeOffset.TryParse(Text(official, "updatedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : ServerTimes.LastChange(server);
            return new RegistryEntry(name, version, status == "deleted" || server.Record.WithdrawnAt is not null, updated, RegistryMeta.Add(raw, key, Risk(server, origin, synthesised: false)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RegistryEntry Synthesise(AssessedServer server, string ownNamespace, string key, string origin)
    {
        var record = server.Record;
        var name = $"{ownNamespace}/{record.Slug}";
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("server");
            json.WriteString("name", name);
            json.WriteString("description", Cut(record.Description ?? record.Title ?? record.Name));
            json.WriteString("version", "0.0.0");
            json.WriteEndObject();
            json.WriteStartObject("_meta");
            json.WritePropertyName(key);
            json.WriteRawValue(Risk(server, origin, synthesised: true));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new RegistryEntry(name, "0.0.0", record.WithdrawnAt is not null, ServerTimes.LastChange(server), stream.ToArray());
    }

    private static byte[] Risk(AssessedServer server, string origin, bool synthesised)
    {
        var present = server.PresentTools.ToList();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (present.Count == 0) json.WriteNull("category");
            else json.WriteString("category", present.Max(tool => tool.Verdict.Category).ToString());
            if (server.Risk is { } risk) json.WriteString("risk", risk.ToString());
            else json.WriteNull("risk");
            json.WriteNumber("tools", present.Count);
            json.WriteStartObject("byRisk");
            foreach (var level in Enum.GetValues<RiskLevel>()) json.WriteNumber(level.ToString(), present.Count(tool => tool.Verdict.Risk == level));
            json.WriteEndObject();
            json.WriteNumber("findings", server.Findings.Count + present.Sum(tool => tool.Verdict.Findings.Count));
            json.WriteString("outcome", server.Record.Observation.Outcome.ToName());
            if (server.Record.Observation.LastGoodAt is { } observed) json.WriteString("observedAt", observed.UtcDateTime);
            else json.WriteNull("observedAt");
            json.WriteString("url", origin + SiteRoutes.Server(server.Record.Slug));
            json.WriteBoolean("synthesised", synthesised);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // One line of at most 100 characters, cut between characters.
    private static string Cut(string text)
    {
        var builder = new StringBuilder();
        foreach (var rune in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).EnumerateRunes())
        {
            if (Rune.IsControl(rune)) continue;
            if (builder.Length + rune.Utf16SequenceLength > MaxDescription) break;
            builder.Append(rune);
        }
        return builder.Length == 0 ? "No description." : builder.ToString();
    }
}

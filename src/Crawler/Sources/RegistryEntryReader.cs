using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>What a registry's entry holds, and whether it is the newest version of its server.</summary>
/// <param name="Server">The server.</param>
/// <param name="IsLatest">False for a version that a newer one supersedes.</param>
internal sealed record RegistryEntry(DiscoveredServer Server, bool IsLatest);

/// <summary>
/// Reads entries of the registry API in every generation of <c>server.json</c> (2025-07-09 with its underscores, up to 2025-12-11
/// with variables in remotes). What <c>$schema</c> claims is not asked: some entries leave it empty or misspell it.
/// </summary>
internal static partial class RegistryEntryReader
{
    private const string OfficialMeta = "io.modelcontextprotocol.registry/official";

    /// <summary>Reads one entry; its bytes are kept as they are.</summary>
    /// <exception cref="FormatException">It is malformed: says how.</exception>
    public static RegistryEntry Read(string source, ReadOnlyMemory<byte> entry, bool packagesTrusted)
    {
        try
        {
            using var json = RegistryPage.Open(entry);
            return Read(source, json.RootElement, entry, packagesTrusted);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static RegistryEntry Read(string source, JsonElement root, ReadOnlyMemory<byte> entry, bool packagesTrusted)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new FormatException($"it is no object but {root.ValueKind}");
        var server = root.Get("server");
        if (server.ValueKind != JsonValueKind.Object) throw new FormatException("it has no object named 'server'");
        var name = server.Text("name")?.Trim() ?? throw new FormatException("the server has no name");
        if (name.Length > 300 || name.Any(char.IsControl)) throw new FormatException($"the server's name is not usable ({name.Length} characters)");

        var meta = root.Get("_meta").Get(OfficialMeta);
        var repository = server.Get("repository");
        var status = meta.Text("status") ?? server.Text("status");
        return new RegistryEntry(
            new DiscoveredServer
            {
                Source = source,
                Name = name,
                IsRegistryName = RegistryName().IsMatch(name),
                Title = server.Text("title").Cut(300),
                Description = server.Text("description").Cut(5000),
                Repository = (repository.ValueKind == JsonValueKind.String ? repository.GetString() : repository.Text("url")).Within(2000),
                RepositorySubfolder = repository.Text("subfolder").Within(500),
                WebsiteUrl = server.Text("websiteUrl", "website_url").Within(2000),
                Version = (server.Text("version") ?? server.Get("version_detail").Text("version")).Within(255),
                Status = status?.ToLowerInvariant() switch
                {
                    "deleted" => ServerStatus.Deleted,
                    "deprecated" => ServerStatus.Deprecated,
                    _ => ServerStatus.Active,
                },
                StatusMessage = meta.Text("statusMessage", "status_message").Cut(500),
                UpdatedAt = Time(meta.Text("updatedAt", "updated_at")) ?? Time(meta.Text("publishedAt", "published_at")),
                Endpoints = [.. RegistryEndpoints.Remotes(server), .. RegistryEndpoints.Packages(server, packagesTrusted)],
                RawEntry = entry.ToArray(),
            },
            meta.Get("isLatest", "is_latest").ValueKind != JsonValueKind.False);
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;

    [GeneratedRegex("^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$")]
    private static partial Regex RegistryName();
}

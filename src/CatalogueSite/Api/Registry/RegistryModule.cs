using System.Text.Json;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalogue.Site.Api.Registry;

/// <summary>
/// <c>/v0.1/servers…</c>: the catalogue as a sub-registry. A registry's own entry goes out byte for byte with our risk summary
/// beside its <c>_meta</c>; servers of other sources get an entry of ours.
/// </summary>
public sealed class RegistryModule : IEndpointModule
{
    private const string Prefix = "/v0.1/servers/";
    private const int DefaultLimit = 30;
    private const int MaxLimit = 100;
    private const int PageSize = 500;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        Door.Map(routes, "/v0.1/servers", ListAsync);
        Door.Map(routes, "/v0.1/servers/{**rest}", OneAsync);
        Door.Map(routes, "/v0.1/{**rest}", _ => throw ApiProblem.NotFound("path", "This registry is for reading: /v0.1/servers, /v0.1/servers/{serverName}/versions and /v0.1/servers/{serverName}/versions/{version}."));
    }

    private static Task ListAsync(Door door)
    {
        var limit = door.Parameters.Limit(DefaultLimit, MaxLimit);
        var after = Cursor.Read("registry", door.Parameters.Text("cursor"));
        var filter = Filter.Read(door.Parameters);
        var entries = new List<RegistryEntry>();
        string? last = null;
        var more = false;
        while (!more)
        {
            var batch = door.Catalogue.ListServers(after, PageSize);
            foreach (var summary in batch)
            {
                if (!filter.MayPass(summary)) continue;
                if (door.Catalogue.FindServer(summary.Slug) is not { } server) continue;
                var entry = RegistryEntry.Create(server, door.Options.Namespace, door.Origin);
                if (!filter.Passes(entry)) continue;
                more = entries.Count == limit;
                if (more) break;
                entries.Add(entry);
                last = summary.Slug;
            }
            if (batch.Count < PageSize) break;
            after = batch[^1].Slug;
        }
        return SendAsync(door, entries, more ? Cursor.Create("registry", last!) : null);
    }

    private static Task OneAsync(Door door)
    {
        var segments = RawPath.After(door.Http, Prefix);
        var at = segments.ToList().FindLastIndex(segment => segment == "versions");
        if (at < 1 || at < segments.Count - 2) throw ApiProblem.NotFound("path", "The paths are /v0.1/servers/{serverName}/versions and /v0.1/servers/{serverName}/versions/{version}; a slash in a name is written %2F.");
        var name = string.Join('/', segments.Take(at));
        var includeDeleted = door.Parameters.Flag("include_deleted") ?? true;
        var entry = Find(door, name);
        if (entry is null || (entry.Deleted && !includeDeleted)) return NotFoundAsync(door, "Server not found");
        if (at == segments.Count - 1) return SendAsync(door, [entry], null);
        var version = segments[^1];
        return version == "latest" || version == entry.Version ? door.BytesAsync("application/json; charset=utf-8", entry.Utf8) : NotFoundAsync(door, "Server version not found");
    }

    private static RegistryEntry? Find(Door door, string name)
    {
        var own = door.Options.Namespace + "/";
        var server = door.Catalogue.FindServer(name) ?? (name.StartsWith(own, StringComparison.Ordinal) ? door.Catalogue.FindServer(name[own.Length..]) : null);
        var entry = server is null ? null : RegistryEntry.Create(server, door.Options.Namespace, door.Origin);
        // One name for each entry: slugs and aliases are not names of a registry.
        return entry?.Name == name ? entry : null;
    }

    private static async Task SendAsync(Door door, IReadOnlyList<RegistryEntry> entries, string? next)
    {
        using var stream = new MemoryStream();
        stream.Write("{\"servers\":["u8);
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0) stream.WriteByte((byte)',');
            stream.Write(entries[i].Utf8.Span);
        }
        stream.Write("],\"metadata\":"u8);
        var metadata = new Dictionary<string, object> { ["count"] = entries.Count };
        if (next is not null) metadata["nextCursor"] = next;
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(metadata));
        stream.WriteByte((byte)'}');
        await door.BytesAsync("application/json; charset=utf-8", stream.ToArray());
    }

    private static Task NotFoundAsync(Door door, string error)
    {
        door.Http.Response.StatusCode = StatusCodes.Status404NotFound;
        return door.BytesAsync("application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["error"] = error }));
    }

    private sealed record Filter(string Search, DateTimeOffset? Since, string Version, bool IncludeDeleted)
    {
        public static Filter Read(ApiParameters parameters)
        {
            var since = parameters.Moment("updated_since");
            var deleted = parameters.Flag("include_deleted");
            if (since is not null && deleted == false)
                throw ApiProblem.BadParameter("include_deleted", "'include_deleted' can't be false beside 'updated_since': who asks for updates needs the deletions too.");
            return new Filter(parameters.Text("search"), since, parameters.Text("version"), deleted ?? since is not null);
        }

        public bool MayPass(ServerSummary server) => Search.Length == 0 || server.Name.Contains(Search, StringComparison.OrdinalIgnoreCase) ||
            server.Slug.Contains(Search, StringComparison.OrdinalIgnoreCase) || server.Title?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true;

        public bool Passes(RegistryEntry entry) =>
            (IncludeDeleted || !entry.Deleted) &&
            (Since is not { } since || entry.UpdatedAt > since) &&
            (Version.Length == 0 || Version == "latest" || Version == entry.Version);
    }
}

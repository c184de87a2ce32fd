using System.Diagnostics;
using System.Globalization;
using Catalogue.Site.Api.Answers;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Catalogue.Site.Api;

/// <summary><c>/api/v1</c>: the catalogue as JSON, for reading.</summary>
public sealed class ApiModule : IEndpointModule
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;
    private const int MaxPatterns = 3;
    private const int MaxSearchDepth = 10_000;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        Door.Map(routes, "/api/v1/search", SearchAsync);
        Door.Map(routes, "/api/v1/stats", door => door.JsonAsync(AnswerMaker.Stats(door.Catalogue.Stats), ApiJson.Default.StatsAnswer));
        Door.Map(routes, "/api/v1/servers", ServersAsync);
        Door.Map(routes, "/api/v1/servers/{**server}", ServerAsync);
        Door.Map(routes, "/api/v1/tools/{**tool}", ToolAsync);
        Door.Map(routes, "/api/v1/attacks", AttacksAsync);
        Door.Map(routes, "/api/v1/changes", ChangesAsync);
        Door.Map(routes, "/api/v1/dump.jsonl.gz", DumpAsync);
        Door.Map(routes, "/openapi/v1.json", door => door.BytesAsync("application/json; charset=utf-8", OpenApiDocument.Utf8));
        Door.Map(routes, "/api/{**rest}", _ => throw ApiProblem.NotFound("path", "There is no such route. /openapi/v1.json describes all of them."));
    }

    /// <summary>The query that a request's parameters stand for.</summary>
    internal static SearchQuery ReadQuery(ApiParameters parameters, int offset, int limit) => new(parameters.Text("q"))
    {
        Categories = parameters.Categories("category"),
        Risks = parameters.Risks("risk"),
        Capabilities = parameters.Capabilities("capability"),
        Server = parameters.Text("server") is { Length: > 0 } server ? server : null,
        HasFinding = parameters.Flag("finding"),
        Contested = parameters.Flag("contested"),
        Offset = offset,
        Limit = limit,
    };

    private static Task SearchAsync(Door door)
    {
        var limit = door.Parameters.Limit(DefaultLimit, SearchQuery.MaxLimit);
        var offset = (int)Math.Min(Cursor.ReadNumber("search", door.Parameters.Text("cursor")) ?? 0, MaxSearchDepth);
        var query = ReadQuery(door.Parameters, offset, limit);
        var started = Stopwatch.GetTimestamp();
        var results = door.Catalogue.Search.Search(query);
        // For whoever looks into their browser's network tab: what of the wait was searching.
        door.Http.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"search;dur={Stopwatch.GetElapsedTime(started).TotalMilliseconds:F2}");
        if (results.Unavailable is not null) throw ApiProblem.NoIndex();
        var attacks = offset == 0 ? Site(door).Attacks.Search(query.Text, MaxPatterns) : [];
        var next = offset + results.Hits.Count;
        var more = results.Hits.Count == limit && next < MaxSearchDepth && (results.TotalIsLowerBound || next < results.Total);
        return door.JsonAsync(new AnswerMaker(door.Origin).Search(results, attacks, more ? Cursor.Create("search", next) : null), ApiJson.Default.SearchAnswer);
    }

    private static Task ServersAsync(Door door)
    {
        var limit = door.Parameters.Limit(DefaultLimit, MaxLimit);
        var after = Cursor.Read("servers", door.Parameters.Text("cursor"));
        var servers = door.Catalogue.ListServers(after, limit + 1);
        var maker = new AnswerMaker(door.Origin);
        var next = servers.Count > limit ? Cursor.Create("servers", servers[limit - 1].Slug) : null;
        return door.JsonAsync(new Page<ServerItem>(next, [.. servers.Take(limit).Select(maker.ServerLine)]), ApiJson.Default.PageServerItem);
    }

    private static Task ServerAsync(Door door)
    {
        // A name whose slash was not escaped arrives as two segments: nothing else can be meant.
        var name = string.Join('/', RawPath.After(door.Http, "/api/v1/servers/"));
        return door.JsonAsync(new AnswerMaker(door.Origin).Server(door.Server(name), Site(door).Attacks), ApiJson.Default.ServerAnswer);
    }

    private static Task ToolAsync(Door door)
    {
        var segments = RawPath.After(door.Http, "/api/v1/tools/");
        if (segments.Count < 2) throw ApiProblem.NotFound("tool", "The path is /api/v1/tools/{server}/{tool}; a slash in a name is written %2F.");
        var server = door.Server(string.Join('/', segments.Take(segments.Count - 1)));
        var tool = Find(server, segments[^1]) ?? throw ApiProblem.NotFound("tool", "This server has no tool of this name or slug. /api/v1/servers/{server} lists them.");
        return door.JsonAsync(new AnswerMaker(door.Origin).Tool(server, tool, Site(door)), ApiJson.Default.ToolAnswer);
    }

    /// <summary>A tool of a server by name, or else by slug (any case).</summary>
    internal static AssessedTool? Find(AssessedServer server, string nameOrSlug) =>
        server.Tools.FirstOrDefault(tool => tool.Record.Name == nameOrSlug) ??
        server.Tools.FirstOrDefault(tool => tool.Record.Slug.Equals(nameOrSlug, StringComparison.OrdinalIgnoreCase));

    private static Task AttacksAsync(Door door)
    {
        var limit = door.Parameters.Limit(DefaultLimit, MaxLimit);
        var after = Cursor.Read("attacks", door.Parameters.Text("cursor"));
        var patterns = Site(door).Attacks.Patterns
            .OrderBy(pattern => pattern.Id, StringComparer.Ordinal)
            .SkipWhile(pattern => after is not null && string.CompareOrdinal(pattern.Id, after) <= 0)
            .Take(limit + 1)
            .ToList();
        var maker = new AnswerMaker(door.Origin);
        var reach = door.Catalogue.AttackReach;
        var next = patterns.Count > limit ? Cursor.Create("attacks", patterns[limit - 1].Id) : null;
        return door.JsonAsync(new Page<AttackItem>(next, [.. patterns.Take(limit).Select(pattern => maker.Attack(pattern, reach.GetValueOrDefault(pattern.Id, AttackReach.None)))]), ApiJson.Default.PageAttackItem);
    }

    private static SiteContext Site(Door door) => door.Http.RequestServices.GetRequiredService<SiteContext>();

    private static Task ChangesAsync(Door door)
    {
        var limit = door.Parameters.Limit(DefaultLimit, MaxLimit);
        var before = Cursor.ReadNumber("changes", door.Parameters.Text("cursor"));
        var changes = door.Catalogue.ListChanges(before, limit + 1);
        var maker = new AnswerMaker(door.Origin);
        var next = changes.Count > limit ? Cursor.Create("changes", changes[limit - 1].Entry.Id) : null;
        return door.JsonAsync(new Page<ChangeItem>(next, [.. changes.Take(limit).Select(maker.Change)]), ApiJson.Default.PageChangeItem);
    }

    private static async Task DumpAsync(Door door)
    {
        var response = door.Http.Response;
        response.ContentType = "application/gzip";
        response.Headers[HeaderNames.ContentDisposition] = "attachment; filename=\"catalogue.jsonl.gz\"";
        await using var dump = door.Catalogue.OpenDump();
        if (dump.CanSeek) response.ContentLength = dump.Length;
        if (Microsoft.AspNetCore.Http.HttpMethods.IsHead(door.Http.Request.Method)) return;
        await dump.CopyToAsync(response.Body, door.Http.RequestAborted);
    }
}

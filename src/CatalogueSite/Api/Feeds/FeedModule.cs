using Catalogue.Classifier.Model;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Api.Feeds;

/// <summary>Atom feeds of what changed: everything, one server, one category, one risk level and above, one finding rule.</summary>
public sealed class FeedModule : IEndpointModule
{
    private const string Extension = ".atom";
    private const int MaxEntries = 50;
    private const int PageSize = 500;
    private const int MaxPages = 20;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        Door.Map(routes, "/feeds/changes.atom", door => SendAsync(door, "changes", "All changes", "/changes/", _ => true));
        Door.Map(routes, "/feeds/servers/{**server}", ServerAsync);
        Door.Map(routes, "/feeds/categories/{category}", CategoryAsync);
        Door.Map(routes, "/feeds/risk/{level}", RiskAsync);
        Door.Map(routes, "/feeds/rules/{rule}", RuleAsync);
    }

    private static Task ServerAsync(Door door)
    {
        var server = door.Server(Name(door, "/feeds/servers/", "server"));
        var changes = server.Record.History.Take(MaxEntries).Select(entry =>
        {
            var tool = server.Tools.FirstOrDefault(candidate => candidate.Record.Name == entry.Tool);
            return new PublishedChange(entry, server.Record.Slug, server.Record.Name, tool?.Record.Slug, tool?.Verdict);
        });
        return SendAsync(door, $"servers/{server.Record.Slug}", $"Changes of {server.Record.Name}", SiteRoutes.Server(server.Record.Slug), [.. changes]);
    }

    private static Task CategoryAsync(Door door)
    {
        var category = Parse<Category>(Name(door, "/feeds/categories/", "category"), "category");
        var name = category.ToString().ToLowerInvariant();
        return SendAsync(door, $"categories/{name}", $"Changes of {category} tools", $"/categories/{name}/", change => change.Verdict?.Category == category);
    }

    private static Task RiskAsync(Door door)
    {
        var level = Parse<RiskLevel>(Name(door, "/feeds/risk/", "level"), "level");
        var name = level.ToString().ToLowerInvariant();
        return SendAsync(door, $"risk/{name}", $"Changes of tools of {level} risk or more", $"/risk/{name}/", change => change.Verdict?.Risk >= level);
    }

    private static Task RuleAsync(Door door)
    {
        var id = Name(door, "/feeds/rules/", "rule");
        var rule = door.Http.RequestServices.GetRequiredService<SiteContext>().FindRule(id) ?? throw ApiProblem.NotFound("rule", "There is no rule of this id. /rules/ lists them.");
        return SendAsync(door, $"rules/{id}", $"Changes of tools with the finding “{rule.Title}”", $"/rules/{id}/",
            change => change.Verdict?.Findings.Any(finding => finding.Rule == id) == true);
    }

    private static Task SendAsync(Door door, string feed, string title, string page, Func<PublishedChange, bool> wanted)
    {
        var changes = new List<PublishedChange>();
        long? before = null;
        for (var pages = 0; pages < MaxPages && changes.Count < MaxEntries; pages++)
        {
            var batch = door.Catalogue.ListChanges(before, PageSize);
            changes.AddRange(batch.Where(wanted).Take(MaxEntries - changes.Count));
            if (batch.Count < PageSize) break;
            before = batch[^1].Entry.Id;
        }
        return SendAsync(door, feed, title, page, changes);
    }

    private static Task SendAsync(Door door, string feed, string title, string page, IReadOnlyList<PublishedChange> changes) =>
        door.BytesAsync("application/atom+xml; charset=utf-8", AtomFeed.Write(new AtomFeed.Head(feed, title, page), changes, door.Catalogue.Stats.PublishedAt, door.Origin, door.Options.Namespace));

    private static string Name(Door door, string prefix, string parameter)
    {
        var name = string.Join('/', RawPath.After(door.Http, prefix));
        return name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : throw ApiProblem.NotFound(parameter, "Feeds end with .atom.");
    }

    private static T Parse<T>(string text, string parameter)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw ApiProblem.NotFound(parameter, $"'{parameter}' is one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
}

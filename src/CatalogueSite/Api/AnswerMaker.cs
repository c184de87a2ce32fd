using Catalogue.Classifier.Flows;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Api.Answers;
using Catalogue.Site.Attacks;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;

namespace Catalogue.Site.Api;

/// <summary>From what is published to what the API says. The only place that knows both.</summary>
/// <param name="origin">The public URL without a slash at the end, or empty: then URLs are paths.</param>
public sealed class AnswerMaker(string origin)
{
    /// <summary>Search results.</summary>
    public SearchAnswer Search(SearchResults results, IReadOnlyList<AttackPattern> attacks, string? nextCursor)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new SearchAnswer(results.Total, results.TotalIsLowerBound, nextCursor, [.. results.Hits.Select(Hit)], results.Facets,
            [.. attacks.Select(pattern => new AttackHit(pattern.Id, pattern.Title, Url(pattern.Route)))], results.CorrectedText);
    }

    /// <summary>The counts of a generation.</summary>
    public static StatsAnswer Stats(CatalogueStats stats)
    {
        ArgumentNullException.ThrowIfNull(stats);
        return new StatsAnswer(
            stats.Servers,
            stats.Tools,
            Enum.GetValues<Category>().ToDictionary(value => value.ToString(), value => stats.ByCategory.GetValueOrDefault(value)),
            Enum.GetValues<RiskLevel>().ToDictionary(value => value.ToString(), value => stats.ByRisk.GetValueOrDefault(value)),
            stats.ByOutcome.OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key.ToName(), pair => pair.Value),
            CapabilityNames.All.Select(CapabilityNames.ToName).ToDictionary(name => name, name => stats.ByCapability.GetValueOrDefault(name)),
            stats.Generation,
            stats.PublishedAt,
            stats.RuleSet,
            SiteContext.Version);
    }

    /// <summary>A line about a server.</summary>
    public ServerItem ServerLine(ServerSummary server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new ServerItem(server.Name, server.Slug, server.Title, server.Risk?.ToString(), server.Outcome.ToName(), server.Tools, server.ObservedAt, server.Withdrawn, Url(SiteRoutes.Server(server.Slug)));
    }

    /// <summary>A server with all it has.</summary>
    public ServerAnswer Server(AssessedServer server, AttackLibrary attacks)
    {
        ArgumentNullException.ThrowIfNull(attacks);
        ArgumentNullException.ThrowIfNull(server);
        var record = server.Record;
        var present = server.PresentTools.ToList();
        return new ServerAnswer
        {
            Name = record.Name,
            Slug = record.Slug,
            Aliases = record.Aliases,
            Title = record.Title,
            Description = record.Description,
            Repository = record.Repository,
            WebsiteUrl = record.WebsiteUrl,
            Version = record.Version,
            Status = record.Status.ToString(),
            StatusMessage = record.StatusMessage,
            FirstSeen = record.FirstSeen,
            WithdrawnAt = record.WithdrawnAt,
            Sources = [.. record.Listings.Where(listing => listing.Dropped is null).Select(listing => listing.Source).Distinct(StringComparer.Ordinal)],
            Url = Url(SiteRoutes.Server(record.Slug)),
            Risk = server.Risk?.ToString(),
            ByCategory = Enum.GetValues<Category>().ToDictionary(value => value.ToString(), value => present.Count(tool => tool.Verdict.Category == value)),
            ByRisk = Enum.GetValues<RiskLevel>().ToDictionary(value => value.ToString(), value => present.Count(tool => tool.Verdict.Risk == value)),
            Observation = Observation(record.Observation),
            Flow = Flow(server.Flow),
            Findings = [.. server.Findings.Select(Finding)],
            Attacks = Links(attacks.Match(server)),
            Tools = [.. present.Select(tool => ServerTool(record.Slug, tool))],
            Policies = PolicyLinks(record.Slug, null),
        };
    }

    /// <summary>A tool with its verdict.</summary>
    public ToolAnswer Tool(AssessedServer server, AssessedTool tool, SiteContext site)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(site);
        var (record, verdict) = tool;
        var decision = site.Decisions.Decide(verdict);
        return new ToolAnswer
        {
            Server = server.Record.Name,
            Tool = record.Name,
            Slug = record.Slug,
            Url = Url(SiteRoutes.Tool(server.Record.Slug, record.Slug)),
            Title = record.Definition.Title,
            Description = record.Definition.Description,
            InputSchema = RawJson.Of(record.Definition.InputSchema),
            OutputSchema = RawJson.Of(record.Definition.OutputSchema),
            Annotations = RawJson.Of(record.Definition.Annotations),
            Declared = record.Declared,
            FirstSeen = record.FirstSeen,
            ChangedAt = record.ChangedAt,
            RemovedAt = record.RemovedAt,
            Category = verdict.Category.ToString(),
            Risk = verdict.Risk.ToString(),
            Confidence = verdict.Confidence.ToString(),
            Contested = verdict.Contested,
            Capabilities = [.. CapabilityNames.Split(verdict.Capabilities)],
            Evidence = [.. verdict.Evidence.Select(Evidence)],
            CounterEvidence = [.. verdict.CounterEvidence.Select(Evidence)],
            Findings = [.. verdict.Findings.Select(Finding)],
            Decision = new DecisionAnswer(decision.Kind.ToString().ToLowerInvariant(), decision.PerMinute, decision.Because),
            Attacks = Links(site.Attacks.Match(tool)),
            Definition = verdict.Definition,
            Context = verdict.Context,
            RuleSet = verdict.RuleSet,
            Policies = PolicyLinks(server.Record.Slug, record.Slug),
        };
    }

    /// <summary>A line about an attack pattern.</summary>
    public AttackItem Attack(AttackPattern pattern, AttackReach reach)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(reach);
        return new AttackItem(
            pattern.Id, pattern.Title, pattern.Summary, pattern.Date, pattern.Kind.ToString(), pattern.Access, pattern.Cves,
            pattern.Policy?.ToString().ToLowerInvariant(), reach.Servers, reach.Tools, Url(pattern.Route));
    }

    /// <summary>A line about a change.</summary>
    public ChangeItem Change(PublishedChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var entry = change.Entry;
        var route = change.ToolSlug is null ? SiteRoutes.Server(change.ServerSlug) : SiteRoutes.Tool(change.ServerSlug, change.ToolSlug);
        return new ChangeItem(entry.Id, entry.Kind.ToString(), entry.At, change.ServerName, entry.Tool, entry.Fields,
            entry.OldHash, entry.NewHash, change.Verdict?.Category.ToString(), change.Verdict?.Risk.ToString(), Url(route));
    }

    /// <summary>A path as a URL.</summary>
    public string Url(string path) => origin + path;

    /// <summary>Links to every policy format for a server, or for one tool of it.</summary>
    public IReadOnlyList<PolicyLink> PolicyLinks(string serverSlug, string? toolSlug) =>
        [.. PolicyFormats.All.Select(format => new PolicyLink(format.Id, Url(SiteRoutes.Policy(serverSlug, toolSlug, format.Id, format.Extension)), format.MediaType))];

    private List<AttackLink> Links(IReadOnlyList<AttackMatch> matches) =>
        [.. matches.Select(match => new AttackLink(match.Pattern.Id, match.Pattern.Title, match.Reason, Url(match.Pattern.Route)))];

    private SearchItem Hit(SearchHit hit) => new(
        hit.ServerName, hit.Tool, hit.Title, hit.Summary, hit.Category.ToString(), hit.Risk.ToString(), hit.Contested, hit.Findings, Url(SiteRoutes.Tool(hit.ServerSlug, hit.ToolSlug)));

    private ServerTool ServerTool(string serverSlug, AssessedTool tool) => new(
        tool.Record.Name, tool.Record.Slug, tool.Record.Definition.Title, tool.Verdict.Category.ToString(), tool.Verdict.Risk.ToString(), tool.Verdict.Confidence.ToString(),
        tool.Verdict.Contested, [.. CapabilityNames.Split(tool.Verdict.Capabilities)], tool.Verdict.Findings.Count, tool.Verdict.Definition, Url(SiteRoutes.Tool(serverSlug, tool.Record.Slug)));

    private static ObservationAnswer Observation(Observation seen) => new(
        seen.Outcome.ToName(), seen.Reason, seen.At, seen.LastGoodAt, seen.How, seen.Endpoint, seen.ProtocolVersion,
        seen.ServerTitle, seen.ServerVersion, seen.Instructions, seen.PromptCount, seen.ResourceCount);

    internal static FlowAnswer Flow(ToxicFlow flow) => new(flow.Kind.ToString(), Leg(flow.Private), Leg(flow.Untrusted), Leg(flow.Outward), Leg(flow.Break));

    internal static FindingAnswer Finding(Finding finding) => new(
        finding.Rule, finding.Class.ToString().ToLowerInvariant(), finding.Severity.ToString(), finding.Where.Field, finding.Where.InKey ? "key" : null,
        finding.Where.Start, finding.Where.Length, finding.Where.Text, finding.Where.Decoded, finding.Message);

    private static List<FlowToolAnswer> Leg(IReadOnlyList<FlowTool> tools) => [.. tools.Select(tool => new FlowToolAnswer(tool.Server, tool.Tool))];

    private static EvidenceAnswer Evidence(Evidence evidence) => new(
        evidence.Rule, evidence.For, evidence.Weight, evidence.Where.Field, evidence.Where.InKey ? "key" : null,
        evidence.Where.Start, evidence.Where.Length, evidence.Where.Text, evidence.Where.Decoded);
}

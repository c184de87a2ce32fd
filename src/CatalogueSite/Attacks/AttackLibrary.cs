using Catalogue.Classifier.Model;
using Catalogue.Crawler.Files;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Attacks;

/// <summary>The attack library: <c>data/attacks</c>, one file a pattern, strictly parsed; and what it links to what.</summary>
public sealed class AttackLibrary
{
    /// <summary>A tool is linked to at most this many patterns.</summary>
    public const int MaxMatches = 5;

    private const string Prefix = "attacks/";
    private readonly Dictionary<string, AttackPattern> _byId;
    private readonly Dictionary<string, IReadOnlySet<string>> _words;

    private AttackLibrary(IEnumerable<AttackPattern> patterns)
    {
        Patterns = [.. patterns.OrderBy(pattern => pattern.Id, StringComparer.Ordinal)];
        _byId = Patterns.ToDictionary(pattern => pattern.Id, StringComparer.Ordinal);
        _words = Patterns.ToDictionary(pattern => pattern.Id, pattern => ToolVocabulary.Of($"{pattern.Title} {pattern.Summary} {pattern.Id}"), StringComparer.Ordinal);
    }

    /// <summary>Every pattern, by id (ordinal).</summary>
    public IReadOnlyList<AttackPattern> Patterns { get; }

    /// <summary>The library that was built in.</summary>
    /// <exception cref="FileContentException">A built-in file is broken.</exception>
    public static AttackLibrary LoadEmbedded()
    {
        var assembly = typeof(AttackLibrary).Assembly;
        return Load(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return ("data/" + name, reader.ReadToEnd());
            }));
    }

    /// <summary>A library of these files.</summary>
    /// <param name="files">Path (its name without extension is the id) and text of each file.</param>
    /// <exception cref="FileContentException">A file is broken: says file, line and what is allowed.</exception>
    public static AttackLibrary Load(IEnumerable<(string Path, string Text)> files) => new(files.Select(file => AttackFile.Parse(file.Path, file.Text)));

    /// <summary>A pattern by id, or null.</summary>
    public AttackPattern? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Patterns whose title or summary has every word of a query, by id; none for a query without words of three letters.</summary>
    /// <param name="query">What a person typed, anything at all.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<AttackPattern> Search(string query, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        var wanted = ToolVocabulary.Of(query).Where(word => word.Length >= 3).ToList();
        return wanted.Count == 0 ? [] : [.. Patterns.Where(pattern => wanted.All(_words[pattern.Id].Contains)).Take(limit)];
    }

    /// <summary>At most <see cref="MaxMatches"/> patterns that abuse exactly the access this tool gives, best first; none for a harmless reader.</summary>
    public IReadOnlyList<AttackMatch> Match(AssessedTool tool)
    {
        return [.. MatchAll(tool).Take(MaxMatches)];
    }

    /// <summary>Every pattern that fits the tool, best first.</summary>
    public IEnumerable<AttackMatch> MatchAll(AssessedTool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        if (tool.Verdict.Capabilities == Capabilities.None && tool.Verdict.Findings.Count == 0) return [];
        var words = ToolVocabulary.Of(tool.Record.Definition);
        return Patterns
            .Select(pattern => BestOf(pattern, tool, words))
            .OfType<AttackMatch>()
            .OrderByDescending(match => match.Fit)
            .ThenByDescending(match => match.Pattern.Date, StringComparer.Ordinal)
            .ThenBy(match => match.Pattern.Id, StringComparer.Ordinal);
    }

    /// <summary>Patterns that are about a server itself: by a finding in its instructions or name, its package, or the host of its remote; by id.</summary>
    public IReadOnlyList<AttackMatch> Match(AssessedServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var endpoints = server.Record.Endpoints;
        if (endpoints.Count == 0 && server.Findings.Count == 0) return [];
        var packages = endpoints.Where(endpoint => endpoint.PackageName is not null)
            .Select(endpoint => $"{endpoint.PackageType}:{endpoint.PackageName}").ToHashSet(StringComparer.Ordinal);
        var hosts = endpoints.Select(endpoint => Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url) ? url.IdnHost.ToLowerInvariant() : "").ToHashSet(StringComparer.Ordinal);
        return [.. Patterns.Select(pattern => OfServer(pattern, server, packages, hosts)).OfType<AttackMatch>()];
    }

    private static AttackMatch? OfServer(AttackPattern pattern, AssessedServer server, HashSet<string> packages, HashSet<string> hosts)
    {
        if (server.Findings.FirstOrDefault(finding => Counts(pattern, finding)) is { } finding)
        {
            return new AttackMatch(pattern, $"What the server says of itself has a finding of the rule {finding.Rule}.", 100);
        }
        if (pattern.Packages.FirstOrDefault(packages.Contains) is { } package)
        {
            return new AttackMatch(pattern, $"It is about the package {package}, which this server names.", 100);
        }
        return pattern.Remotes.FirstOrDefault(hosts.Contains) is { } host
            ? new AttackMatch(pattern, $"It is about the remote at {host}, which this server names.", 100)
            : null;
    }

    private static bool Counts(AttackPattern pattern, Finding finding) => finding.Severity >= RiskLevel.Medium && pattern.Rules.Contains(finding.Rule);

    private static AttackMatch? BestOf(AttackPattern pattern, AssessedTool tool, IReadOnlySet<string> words)
    {
        if (tool.Verdict.Findings.FirstOrDefault(finding => Counts(pattern, finding)) is { } finding)
        {
            return new AttackMatch(pattern, $"Its definition has a finding of the rule {finding.Rule}.", 100);
        }
        return pattern.Conditions.Where(condition => condition.Fits(tool, words)).MaxBy(condition => condition.Fit) is { } best
            ? new AttackMatch(pattern, best.Reason, best.Fit)
            : null;
    }
}

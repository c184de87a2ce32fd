using Catalogue.Classifier.Model;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Model;
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

    /// <summary>Patterns that speak of a server by its package; by id.</summary>
    public IReadOnlyList<AttackMatch> Match(ServerRecord server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var packages = server.Endpoints.Where(endpoint => endpoint.PackageName is not null)
            .Select(endpoint => $"{endpoint.PackageType}:{endpoint.PackageName}").ToHashSet(StringComparer.Ordinal);
        return packages.Count == 0 ? [] : [.. Patterns
            .Where(pattern => pattern.Packages.Any(packages.Contains))
            .Select(pattern => new AttackMatch(pattern, $"It is about the package {pattern.Packages.First(packages.Contains)}, which this server names.", 100))];
    }

    private static AttackMatch? BestOf(AttackPattern pattern, AssessedTool tool, IReadOnlySet<string> words)
    {
        if (tool.Verdict.Findings.FirstOrDefault(finding => finding.Severity >= RiskLevel.Medium && pattern.Rules.Contains(finding.Rule)) is { } finding)
        {
            return new AttackMatch(pattern, $"Its definition has a finding of the rule {finding.Rule}.", 100);
        }
        return pattern.Conditions.Where(condition => condition.Fits(tool, words)).MaxBy(condition => condition.Fit) is { } best
            ? new AttackMatch(pattern, best.Reason, best.Fit)
            : null;
    }
}

using System.Text;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Tests.Support;

/// <summary>Builds assessed servers for tests: with the real classifier, or with a verdict that the test chooses.</summary>
internal static class Assessed
{
    private static readonly DateTimeOffset Seen = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Lazy<RiskClassifier> SharedClassifier = new(() => new RiskClassifier(RuleSet.LoadEmbedded()));

    public static RiskClassifier Classifier => SharedClassifier.Value;

    public static ToolRecord Tool(string name, string? description = null, string? inputSchema = null, string? annotations = null, string? slug = null, string? title = null)
    {
        var definition = new ToolDefinition
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = inputSchema is null ? default : Encoding.UTF8.GetBytes(inputSchema),
            Annotations = annotations is null ? default : Encoding.UTF8.GetBytes(annotations),
        };
        return new ToolRecord
        {
            Name = name,
            Slug = slug ?? name.ToLowerInvariant().Replace('_', '-'),
            Definition = definition,
            DefinitionHash = DefinitionHash.Compute(definition),
            FirstSeen = Seen,
            ChangedAt = Seen,
        };
    }

    public static ServerRecord Record(string name, params ToolRecord[] tools) => new()
    {
        Id = 1,
        Name = name,
        Slug = name.ToLowerInvariant().Replace('/', '-').Replace('_', '-').Replace('.', '-').Replace(' ', '-'),
        FirstSeen = Seen,
        Observation = new Observation { Outcome = tools.Length > 0 ? Outcome.Observed : Outcome.Pending, At = Seen, LastGoodAt = Seen, How = "stdio-sandbox", ProtocolVersion = "2025-11-25" },
        Tools = tools,
        Revision = 1,
    };

    public static AssessedServer Server(string name, params ToolRecord[] tools) => new ServerAssessor(Classifier).Assess(Record(name, tools));

    /// <summary>The same server with one tool's verdict replaced.</summary>
    public static AssessedServer WithVerdict(this AssessedServer server, string tool, Func<Verdict, Verdict> change) => server with
    {
        Tools = [.. server.Tools.Select(t => t.Record.Name == tool ? t with { Verdict = change(t.Verdict) } : t)],
    };
}

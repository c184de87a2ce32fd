using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Policies;

public sealed class CorpusPoliciesTests
{
    private const int Servers = 1_000;
    private static readonly PolicyStamp Stamp = new("1.2.3", "sha256:abc", new DateOnly(2026, 1, 2));

    [CorpusFact]
    public async Task For_a_thousand_real_servers_every_format_generates_parses_and_decides_what_it_says()
    {
        PolicyEvaluators.Missing.ShouldBeNull("this test needs Node.js and the evaluators");
        var servers = Sample()!;
        servers.Count.ShouldBe(Servers);
        // The shell is a process a file: a sample of its files is enough, every other format gets every server.
        var files = PolicyFormats.All.SelectMany(format => servers
            .Where((_, index) => format.Id != "docker" || index % 10 == 0)
            .Select(server => (format, format.Write(new PolicyRequest([server], null, "corpus", Stamp)), server, "corpus")));
        await PolicyFormatsTests.ShouldDecideAsSaidAsync([.. files]);
    }

    /// <summary>The first thousand servers of the corpus by name, assessed; null where there is no corpus.</summary>
    internal static IReadOnlyList<AssessedServer>? Sample() =>
        Corpus.File("tools.jsonl.gz") is not { } file || !File.Exists(file) ? null :
        [.. DefinitionFile.Read(file, null)
            .Select(line => line.Declared)
            .OfType<DeclaredDefinition>()
            .GroupBy(declared => declared.Server, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Take(Servers)
            .Select(group => Assessed.Server(group.Key, [.. group.DistinctBy(declared => declared.Definition.Name).Select(Record)]))];

    private static ToolRecord Record(DeclaredDefinition declared, int index) =>
        Assessed.Tool(declared.Definition.Name, slug: $"t{index}") with { Definition = declared.Definition };
}

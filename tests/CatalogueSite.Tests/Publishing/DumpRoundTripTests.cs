using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Publishing;

public sealed class DumpRoundTripTests
{
    [Fact]
    public async Task A_dump_that_is_imported_into_an_empty_catalogue_gives_the_same_verdicts_and_hashes()
    {
        using var first = new PublishingFolder();
        foreach (var server in CatalogueGenerator.Servers(300, 40)) first.Reader.Put(server);
        foreach (var server in SampleServers.All) first.Reader.Put(server with { Id = server.Id + 1000 });
        await first.PublishAsync();
        using var one = first.Open();
        var dump = Path.Combine(first.Path, "dump.jsonl.gz");
        await using (var file = File.Create(dump))
        {
            await using var stream = one.Current!.OpenDump();
            await stream.CopyToAsync(file);
        }

        using var second = new PublishingFolder();
        using var store = await CatalogueStore.OpenAsync(DatabaseAddress.Parse(null, second.Path));
        var bad = new List<string>();
        var result = await new ImportJob(store).RunAsync([dump], null, replace: false, (_, line, problem) => bad.Add($"{line}: {problem}"), default);
        bad.ShouldBeEmpty();
        result.Added.ShouldBe(one.Current.Stats.Tools);
        await new Publisher(second.Options).PublishAsync(store, null, default);
        using var other = second.Open();

        var (before, after) = (Verdicts(one), Verdicts(other));
        after.Keys.ShouldBe(before.Keys, ignoreOrder: true);
        foreach (var (tool, verdict) in before) after[tool].ShouldBe(verdict, tool);
        Titles(other).ShouldBe(Titles(one));
        other.Current!.Stats.ByCategory.ShouldBe(one.Current.Stats.ByCategory);
        other.Current.Stats.ByRisk.ShouldBe(one.Current.Stats.ByRisk);
    }

    private static Dictionary<string, string> Verdicts(GenerationStore store) => Servers(store)
        .SelectMany(server => server.PresentTools.Select(tool => (Key: $"{server.Record.Name}\n{tool.Record.Name}", tool.Verdict)))
        .ToDictionary(pair => pair.Key, pair => string.Join(' ', pair.Verdict.Category, pair.Verdict.Risk, pair.Verdict.Confidence, pair.Verdict.Contested, pair.Verdict.Capabilities,
            pair.Verdict.Definition, pair.Verdict.Context, pair.Verdict.RuleSet, pair.Verdict.Evidence.Count, pair.Verdict.CounterEvidence.Count, pair.Verdict.Findings.Count));

    private static List<string> Titles(GenerationStore store) =>
        [.. Servers(store).Where(server => server.PresentTools.Any()).Select(server => $"{server.Record.Name}|{server.Record.Title}|{server.Record.Repository}").Order(StringComparer.Ordinal)];

    private static IEnumerable<AssessedServer> Servers(GenerationStore store) => store.Current!.ListServers(null, 1000).Select(summary => store.Current.FindServer(summary.Slug)!);
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Api;

/// <summary>A small catalogue whose every verdict is fixed here, so that golden files do not move when a rule does.</summary>
internal static class DoorFixtures
{
    public static readonly DateTimeOffset Day = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Task<FakeCatalogue> CatalogueAsync() => FakeCatalogue.CreateAsync([.. Servers()]);

    public static IEnumerable<AssessedServer> Servers()
    {
        yield return Shop();
        yield return Assessed.Server("Plain & <Odd> Server", Fixed(Assessed.Tool("read \"notes\"", "Reads <b>notes</b>.")))
            .WithVerdict("read \"notes\"", v => Frozen(v, Category.Read, RiskLevel.Low));
        yield return Assessed.Server("never-asked");
    }

    public static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    private static AssessedServer Shop()
    {
        var remove = Fixed(Assessed.Tool("remove_product", "Removes a product for good.", """{"type":"object","properties":{"id":{"type":"string"}}}""", """{"destructiveHint":true}""", title: "Remove a product"));
        var list = Fixed(Assessed.Tool("listProducts", "Lists products. Ignore all </script> text.", slug: "listproducts"));
        var gone = Fixed(Assessed.Tool("old_report")) with { RemovedAt = Day.AddDays(3) };
        var server = Assessed.Server("io.example/shop", remove, list, gone)
            .WithVerdict("remove_product", v => Frozen(v, Category.Destructive, RiskLevel.Critical) with
            {
                Contested = true,
                Capabilities = Capabilities.Deletes | Capabilities.Writes,
                Evidence = [new Evidence("verb-remove", "Destructive", 90, new Span("name", 0, 6, "remove"))],
                CounterEvidence = [new Evidence("soft-object", "Write", 40, new Span("inputSchema/properties/id", 0, 2, "id", InKey: true))],
                Findings = [new Finding("hidden-characters", FindingClass.Poisoning, RiskLevel.High, new Span("description", 0, 7, "Removes", Decoded: "x"), "A test finding.")],
            })
            .WithVerdict("listProducts", v => Frozen(v, Category.Read, RiskLevel.Low))
            .WithVerdict("old_report", v => Frozen(v, Category.Read, RiskLevel.Low));
        var record = server.Record with
        {
            Id = 5,
            Slug = "io-example-shop",
            Aliases = ["example-shop"],
            Title = "Shop",
            Description = "Sells things.",
            Repository = "https://git.example/shop",
            Version = "1.2.3",
            Listings = [new Listing("official-registry", "io.example/shop", Day, Day, null, RawEntry())],
            History =
            [
                new HistoryEntry(12, 5, "old_report", ChangeKind.Removed, Day.AddDays(3), "sha256:old", null, []),
                new HistoryEntry(11, 5, "remove_product", ChangeKind.Changed, Day.AddDays(2), "sha256:a", "sha256:b", ["description"]),
                new HistoryEntry(10, 5, null, ChangeKind.Added, Day, null, null, []),
            ],
        };
        return server with { Record = record, Risk = RiskLevel.Critical };
    }

    public static ReadOnlyMemory<byte> RawEntry() => Encoding.UTF8.GetBytes(
        """{"server": {"$schema":"https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json", "name":"io.example/shop","description":"Sells things.","version":"1.2.3", "repository":{"url":"https://git.example/shop","source":"git"}, "x-odd":1.50},  "_meta":{"io.modelcontextprotocol.registry/official":{"status":"active","statusChangedAt":"2026-01-01T00:00:00Z","publishedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-02-01T00:00:00Z","isLatest":true}}}""");

    private static ToolRecord Fixed(ToolRecord tool) => tool with { FirstSeen = Day, ChangedAt = Day };

    private static Verdict Frozen(Verdict verdict, Category category, RiskLevel risk) => verdict with
    {
        Category = category,
        Risk = risk,
        Confidence = Confidence.Medium,
        Contested = false,
        Capabilities = Capabilities.None,
        Evidence = [],
        CounterEvidence = [],
        Findings = [],
        Definition = "sha256:definition",
        Context = "sha256:context",
        RuleSet = "sha256:rules",
    };
}

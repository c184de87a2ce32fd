using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Packages;
using Catalogue.Crawler.Model;
using Xunit.Abstractions;

namespace Catalogue.Crawler.Tests.Inspection.Packages;

/// <summary>Real servers from the npm registry, installed and asked in the sandbox.</summary>
[Trait("Category", "Soak")]
public sealed class RealServersTests(ITestOutputHelper output)
{
    private static readonly (string Name, string Version, string[] Arguments, string[] Settings)[] Servers =
    [
        ("@modelcontextprotocol/server-everything", "2026.8.31", [], []),
        ("@modelcontextprotocol/server-filesystem", "2026.8.31", ["/tmp"], []),
        ("@modelcontextprotocol/server-memory", "2026.8.31", [], []),
        ("@modelcontextprotocol/server-sequential-thinking", "2026.8.31", [], []),
        ("@modelcontextprotocol/server-github", "2025.4.8", [], []),
        ("@playwright/mcp", "0.0.83", [], []),
        ("@upstash/context7-mcp", "4.1.1", [], []),
        ("@notionhq/notion-mcp-server", "2.5.2", [], []),
        ("firecrawl-mcp", "latest", [], ["FIRECRAWL_API_KEY"]),
        ("tavily-mcp", "0.2.22", [], ["TAVILY_API_KEY"]),
        ("mcp-server-kubernetes", "latest", [], []),
        ("exa-mcp-server", "latest", [], []),
        ("@sentry/mcp-server", "0.39.0", [], ["SENTRY_ACCESS_TOKEN"]),
    ];

    [Fact]
    public async Task At_least_ten_of_thirteen_answer_with_130_tools_or_more()
    {
        var folder = Directory.CreateTempSubdirectory("real").FullName;
        var tools = 0;
        var observed = 0;
        await using (var inspector = new PackageInspector(new InspectionOptions { WorkFolder = folder }, TimeProvider.System))
        {
            await Parallel.ForEachAsync(Servers, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (server, token) =>
            {
                var result = await inspector.InspectAsync(Target(server), token);
                lock (output) output.WriteLine($"{server.Name}@{server.Version}: {result.Observation.Outcome.ToName()}, {result.Tools.Count} tools. {result.Observation.Reason}");
                Interlocked.Add(ref tools, result.Tools.Count);
                if (result.Observation.Outcome == Outcome.Observed) Interlocked.Increment(ref observed);
            });
            Directory.EnumerateDirectories(Directory.EnumerateDirectories(folder).Single()).ShouldBeEmpty();
        }
        Directory.Delete(folder, recursive: true);

        observed.ShouldBeGreaterThanOrEqualTo(10);
        tools.ShouldBeGreaterThanOrEqualTo(130);
    }

    private static InspectionTarget Target((string Name, string Version, string[] Arguments, string[] Settings) server) => new(server.Name, new Endpoint
    {
        Kind = EndpointKind.Package,
        PackageType = "npm",
        PackageName = server.Name,
        PackageVersion = server.Version,
        Arguments = server.Arguments,
        Settings = [.. server.Settings.Select(s => new EndpointSetting(s, true, true))],
    });
}

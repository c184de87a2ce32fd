using System.CommandLine;
using Catalogue.Crawler.Jobs;

namespace Catalogue.Site.Commands;

/// <summary><c>crawl</c>: one pass of discovery and inspection.</summary>
public static class CrawlCommand
{
    private static readonly Option<string[]> Source = new("--source")
    {
        Description = "Crawl this source instead of the configured ones (repeatable): a configured source's name, a registry's URL, or a file.",
        HelpName = "NAME-OR-URL-OR-FILE",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<int?> Limit = new("--limit") { Description = "Take up and ask at most so many servers.", HelpName = "N" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("crawl", """
            One pass: reads the sources and asks the servers they list for their tools. An interrupted pass goes on with the next call.

            Examples:
              catalogue crawl
              catalogue crawl --source official-registry --limit 100
              catalogue crawl --source http://127.0.0.1:9000 --allow-network 127.0.0.0/8
              catalogue crawl --source ~/.vscode/mcp.json
              catalogue crawl --sources ./our-sources --contact-url https://example.org/crawler
            """) { Source, Limit };
        foreach (var option in CrawlingOptions.All) command.Options.Add(option);
        command.SetGuardedAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var settings = CommonOptions.Read(arguments);
        var crawling = CrawlingOptions.Read(arguments, settings.DataFolder);
        var limit = arguments.GetValue(Limit);
        if (limit is < 1) throw new UsageException($"--limit: {limit} is less than 1.");
        var rules = settings.LoadRules();
        using var log = settings.CreateLog(quiet: true);
        using var store = await settings.OpenStoreAsync(crawling.Schedule, cancellationToken);
        await using var host = await CrawlerHost.StartAsync(settings, store, crawling, log, cancellationToken);
        var options = new CrawlOptions { Sources = host.Sources(arguments.GetValue(Source) ?? []), Limit = limit };
        var pass = await CrawlProgressView.RunAsync(progress => host.Session.RunPassAsync(options, progress, cancellationToken));
        var summary = await CrawlSummary.CreateAsync(pass, store, rules, settings.DataFolder, cancellationToken);
        CrawlSummaryView.Write(summary, Console.Out, Console.IsOutputRedirected);
        return summary.Pass.Sources.Any(source => source.Error is not null) ? CommandErrors.Failed : 0;
    }
}

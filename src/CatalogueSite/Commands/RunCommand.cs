using System.CommandLine;
using Catalogue.Site.Commands.Running;
using Catalogue.Site.Serving;

namespace Catalogue.Site.Commands;

/// <summary><c>run</c>, the main job: discovers, inspects, publishes, serves, and goes on by schedule.</summary>
public static class RunCommand
{
    private static readonly Option<double> Every = new("--every")
    {
        Description = "Hours between passes. A pass asks only the servers that are due.",
        HelpName = "HOURS",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<bool> Once = new("--once") { Description = "Stop after the first pass has been published." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "run",
            """
            The main job: discover servers, ask them for their tools, publish, serve, and go on by schedule.
            The site answers from the first second and fills as servers come in. Without a command, this one is run.

            Examples:
              catalogue
              catalogue run --urls http://127.0.0.1:9090
              catalogue run --allow-network 10.0.0.0/8 --every 6
              catalogue run --recheck 6h..4w --contact-url https://example.org/crawler
            """)
        {
            Every, Once,
        };
        foreach (var option in CrawlingOptions.All.Concat(ServingOptions.All)) command.Options.Add(option);
        command.SetGuardedAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var hours = arguments.GetValue(Every);
        if (hours is not (>= 0.01 and <= 10_000)) throw new UsageException($"--every: {hours} is not a number of hours from 0.01 to 10000.");
        var settings = CommonOptions.Read(arguments);
        var setup = SiteSetup.Load(arguments);
        var status = new CrawlStatus();
        var options = ServingOptions.Apply(setup.ToHostOptions(), arguments) with { Crawl = status };
        var crawling = CrawlingOptions.Read(arguments, settings.DataFolder, options.Address.PublicUrl);
        Directory.CreateDirectory(settings.DataFolder);
        await using var app = SiteHost.Build(options);
        await SiteHost.StartAsync(app, cancellationToken);
        await Console.Error.WriteLineAsync($"The catalogue is at {string.Join(", ", app.Urls)} and fills as servers come in. Ctrl+C stops it; it goes on where it stopped.");
        await using var run = await CatalogueRun.StartAsync(settings, setup, crawling, status, cancellationToken);
        if (settings.Database.IsPostgres) await Console.Error.WriteLineAsync("The database is shared: a pass is reported by the worker that leads it, the others take batches of it.");
        try
        {
            await run.GoOnAsync(TimeSpan.FromHours(hours), arguments.GetValue(Once), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopping; what was found is kept.");
        }
        await app.StopAsync(CancellationToken.None);
        return run.Failures == 0 ? 0 : CommandErrors.Failed;
    }
}

using System.CommandLine;
using System.Globalization;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Publishing;
using Spectre.Console;

namespace Catalogue.Site.Commands;

/// <summary><c>publish</c>: a new generation of the site and the index.</summary>
public static class PublishCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "publish",
            """
            Assess, index and render what the database holds: a new generation of the site. Readers see the last one until the new one is whole.

            Examples:
              catalogue publish
            """);
        command.SetAction((arguments, cancellationToken) => CommandErrors.GuardAsync(
            arguments.GetValue(CommonOptions.Verbose), () => RunAsync(arguments, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var setup = SiteSetup.Load(arguments);
        var address = DatabaseAddress.Parse(CommonOptions.DatabaseOf(arguments), setup.DataFolder);
        using var store = await CatalogueStore.OpenAsync(address, cancellationToken: cancellationToken).ConfigureAwait(false);
        var result = await PublishAsync(setup.ToPublishOptions(), store, cancellationToken).ConfigureAwait(false);
        Console.WriteLine(Summary(result));
        return 0;
    }

    private static async Task<PublishResult> PublishAsync(PublishOptions options, CatalogueStore store, CancellationToken cancellationToken)
    {
        var publisher = new Publisher(options);
        if (Console.IsErrorRedirected) return await publisher.PublishAsync(store, null, cancellationToken).ConfigureAwait(false);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync("Publishing", status => publisher.PublishAsync(
            store,
            new Progress<int>(done => status.Status(string.Create(CultureInfo.InvariantCulture, $"Publishing: {done:N0} servers"))),
            cancellationToken)).ConfigureAwait(false);
    }

    private static string Summary(PublishResult result)
    {
        var stats = result.Stats;
        var seconds = result.Duration.TotalSeconds;
        return result.Written
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Generation {result.Generation}: {stats.Servers:N0} servers, {stats.Tools:N0} tools; {result.PagesRendered:N0} pages rendered, {result.PagesWritten:N0} written, {seconds:N1} s.")
            : string.Create(CultureInfo.InvariantCulture, $"Generation {result.Generation} is up to date: {stats.Servers:N0} servers, {stats.Tools:N0} tools; nothing written, {seconds:N1} s.");
    }
}

using System.CommandLine;
using System.Globalization;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Publishing;
using Catalogue.Site.Publishing.Export;
using Spectre.Console;

namespace Catalogue.Site.Commands;

/// <summary><c>publish</c>: a new generation of the site and the index.</summary>
public static class PublishCommand
{
    private static readonly Option<string?> StaticFolder = new("--static") { Description = "Write the site as plain files for any static host into this folder.", HelpName = "DIR" };
    private static readonly Option<string?> BaseUrl = new("--base-url") { Description = "The address that the plain files will have, with its path.", HelpName = "URL" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "publish",
            """
            Assess, index and render what the database holds: a new generation of the site. Readers see the last one until the new one is whole.

            Examples:
              catalogue publish
              catalogue publish --search-engine fts5
              catalogue publish --static public --base-url https://example.org/risk/
            """);
        command.Options.Add(StaticFolder);
        command.Options.Add(BaseUrl);
        command.Options.Add(ServingOptions.ReportUrl);
        command.SetAction((arguments, cancellationToken) => CommandErrors.GuardAsync(
            arguments.GetValue(CommonOptions.Verbose), () => RunAsync(arguments, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var export = ReadExport(arguments);
        var setup = SiteSetup.Load(arguments);
        using var store = await CommonOptions.Read(arguments).OpenStoreAsync(null, cancellationToken).ConfigureAwait(false);
        var result = await PublishAsync(setup.ToPublishOptions(), store, cancellationToken).ConfigureAwait(false);
        Console.WriteLine(Summary(result));
        if (export is null) return 0;
        var written = await new StaticExporter(setup.ToHostOptions(), export).ExportAsync(cancellationToken).ConfigureAwait(false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{export.Folder}: {written.Pages:N0} pages, {written.Files:N0} files, {written.Written:N0} written, {written.Removed:N0} removed."));
        foreach (var link in written.Missing) await Console.Error.WriteLineAsync($"catalogue: a page links to {link}, which has no file.").ConfigureAwait(false);
        return written.Missing.Count == 0 ? 0 : CommandErrors.Failed;
    }

    private static ExportOptions? ReadExport(ParseResult arguments)
    {
        var folder = arguments.GetValue(StaticFolder);
        var baseUrl = ServingOptions.ParseAddress("--base-url", arguments.GetValue(BaseUrl), pathAllowed: true);
        if (folder is null && baseUrl is null) return null;
        if (folder is null) throw new UsageException("--base-url goes with --static DIR.");
        if (baseUrl is null) throw new UsageException("--static needs --base-url URL: the address that the files will have, such as https://example.org/risk/.");
        if (baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0) throw new UsageException($"--base-url {baseUrl}: leave query and fragment out.");
        return new ExportOptions(folder, baseUrl, ServingOptions.ParseAddress("--report-url", arguments.GetValue(ServingOptions.ReportUrl), pathAllowed: true));
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
        var index = result.IndexBuilt is null ? "" : $", search index built with {result.IndexBuilt}";
        return result.Written
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Generation {result.Generation}: {stats.Servers:N0} servers, {stats.Tools:N0} tools; {result.PagesRendered:N0} pages rendered, {result.PagesWritten:N0} written{index}, {seconds:N1} s.")
            : string.Create(CultureInfo.InvariantCulture, $"Generation {result.Generation} is up to date: {stats.Servers:N0} servers, {stats.Tools:N0} tools; {(index.Length == 0 ? "nothing written" : index[2..])}, {seconds:N1} s.");
    }
}

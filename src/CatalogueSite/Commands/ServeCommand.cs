using System.CommandLine;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Catalogue.Site.Commands;

/// <summary><c>serve</c>: serves the last generation until it is stopped.</summary>
public static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "serve",
            """
            Serve the last published generation: pages, search, API, downloads.

            Examples:
              catalogue serve
              catalogue serve --urls http://0.0.0.0:8080 --public-url https://risk.example.com
            """);
        foreach (var option in ServingOptions.All) command.Options.Add(option);
        command.SetAction((arguments, cancellationToken) => CommandErrors.GuardAsync(
            arguments.GetValue(CommonOptions.Verbose), () => RunAsync(arguments, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = ServingOptions.Apply(SiteSetup.Load(arguments).ToHostOptions(), arguments);
        await using var app = SiteHost.Build(options);
        await SiteHost.StartAsync(app, cancellationToken).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"Serving {options.DataFolder} on {string.Join(", ", app.Urls)}. Ctrl+C stops it.").ConfigureAwait(false);
        if (EngineNote(arguments, app.Services.GetRequiredService<GenerationStore>()) is { } note) await Console.Error.WriteLineAsync(note).ConfigureAwait(false);
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return 0;
    }

    // Serving builds nothing: an engine that was asked for here answers from the next publish on.
    private static string? EngineNote(ParseResult arguments, GenerationStore store)
    {
        var wanted = CommonOptions.EngineOf(arguments).Engine;
        return arguments.GetValue(CommonOptions.Engine) is null || store.IndexEngine is not { } built || built == wanted
            ? null
            : $"The published search index was built with {built} and goes on answering. 'catalogue publish --search-engine {wanted}' builds it with {wanted}; it is taken up without a restart.";
    }
}

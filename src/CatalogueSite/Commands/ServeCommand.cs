using System.CommandLine;
using Catalogue.Site.Serving;
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
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return 0;
    }
}

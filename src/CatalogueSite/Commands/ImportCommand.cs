using System.CommandLine;
using System.Globalization;
using Catalogue.Crawler.Jobs;

namespace Catalogue.Site.Commands;

/// <summary><c>import FILE…</c>: takes declared definitions into the catalogue.</summary>
public static class ImportCommand
{
    private const int MostReported = 100;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "JSON lines (.gz or plain) with server, tool, description, input_schema, …; or a saved tools/list result (with --server); or a catalogue's dump.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Server = new("--server") { Description = "The server of definitions that name none.", HelpName = "NAME" };

    private static readonly Option<bool> Replace = new("--replace") { Description = "The files are each named server's whole list: declared tools that they do not name disappear." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("import", """
            Takes declared tool definitions into the catalogue. What a running server gave itself is never overridden.

            Examples:
              catalogue import tools.jsonl.gz
              catalogue import --server io.example/mine tools-list.json
            """) { Files, Server, Replace };
        command.SetGuardedAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var settings = CommonOptions.Read(arguments);
        var files = arguments.GetValue(Files) ?? [];
        foreach (var file in files)
        {
            if (!File.Exists(file)) throw new UsageException($"import: there is no file {file}.");
        }
        var bad = 0;
        using var store = await settings.OpenStoreAsync(null, cancellationToken);
        var result = await new ImportJob(store).RunAsync(files, arguments.GetValue(Server), arguments.GetValue(Replace), Report, cancellationToken);
        if (bad > MostReported) await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"… and {bad - MostReported:N0} more bad lines."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Servers:N0} servers ({result.NewServers:N0} new); tools: {result.Added:N0} added, {result.Updated:N0} updated, {result.Removed:N0} removed, {result.Unchanged:N0} unchanged, {result.KeptObserved:N0} kept as observed; {bad:N0} bad lines skipped."));
        return bad > 0 ? CommandErrors.Failed : 0;

        void Report(string file, int line, string problem)
        {
            if (++bad <= MostReported) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {problem.ForLog()}"));
        }
    }
}

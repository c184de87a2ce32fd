using System.CommandLine;
using Catalogue.Site.Policies;
using Catalogue.Site.Policies.Text;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;

namespace Catalogue.Site.Commands;

/// <summary><c>policy</c>: the ready-made policy on standard output; what it does and can't say on standard error.</summary>
public static class PolicyCommand
{
    private const int Suggestions = 5;

    private static readonly Argument<string[]> Servers = new("SERVER")
    {
        Description = "The server's name, slug or alias in the catalogue; several are put into one file.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "One of: " + string.Join(", ", PolicyFormats.All.Select(format => format.Id)) + ".",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "catalogue",
    };

    private static readonly Option<string?> Tool = new("--tool") { Description = "Only this tool of the server.", HelpName = "NAME" };

    private static readonly Option<string?> Alias = new("--alias")
    {
        Description = "The name under which your client knows the server. Default: the last part of its name.",
        HelpName = "NAME",
    };

    private static readonly Option<bool> Conditions = new("--conditions")
    {
        Description = "Narrow tools by conditions on their arguments where their schema and the format allow it; standard error says what they do.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "policy",
            """
            Write the ready-made policy of a published server.

            Examples:
              catalogue policy elijahdev0/mcp-runware
              catalogue policy elijahdev0/mcp-runware --tool imageBackgroundRemoval
              catalogue policy elijahdev0/mcp-runware --format claude-code --alias runware > settings.json
              catalogue policy elijahdev0/mcp-runware --format intercept --conditions
            """)
        {
            Servers, Format, Tool, Alias, Conditions,
        };
        command.SetAction((arguments, _) => CommandErrors.GuardAsync(arguments.GetValue(CommonOptions.Verbose), () => Task.FromResult(Run(arguments))));
        return command;
    }

    internal static int Run(ParseResult arguments)
    {
        var names = arguments.GetValue(Servers)!;
        if (names.FirstOrDefault(name => name.StartsWith('-')) is { } option)
        {
            throw new UsageException($"'{Visible.OneLine(option)}' is not an option of 'catalogue policy': see 'catalogue policy --help'.");
        }
        var id = arguments.GetValue(Format)!;
        var format = PolicyFormats.Find(id)
            ?? throw new UsageException($"--format {id}: there is no such format. There are: {string.Join(", ", PolicyFormats.All.Select(one => one.Id))}.");
        var data = CommonOptions.Read(arguments).DataFolder;
        var decisions = SiteSetup.LoadDecisions(arguments.GetValue(CommonOptions.Decisions));
        using var store = new GenerationStore(data, engine: null);
        var catalogue = store.Current
            ?? throw new UsageException($"Nothing has been published in {data} yet. Run 'catalogue run', or 'catalogue publish' after a crawl or an import.");
        var servers = names.Select(name => Find(catalogue, name, data)).DistinctBy(server => server.Record.Id).ToList();
        var (tool, alias) = (arguments.GetValue(Tool), arguments.GetValue(Alias));
        Check(servers, tool, alias);
        var stamp = new PolicyStamp(SiteContext.Version, catalogue.Stats.RuleSet, DateOnly.FromDateTime(catalogue.Stats.PublishedAt.UtcDateTime));
        PolicyFile file;
        try
        {
            file = format.Write(new PolicyRequest(servers, tool, alias, stamp) { Decisions = decisions, Conditions = arguments.GetValue(Conditions) });
        }
        catch (PolicyRequestException error)
        {
            throw new UsageException(error.Message);
        }
        Console.Error.WriteLine($"{format.Title}. {file.Summary}");
        // The summary has said what becomes of unknown tools.
        foreach (var note in file.Notes.Where(note => !note.EndsWith(format.UnknownTools, StringComparison.Ordinal))) Console.Error.WriteLine("- " + Visible.OneLine(note, 1_000));
        if (!arguments.GetValue(Conditions) && file.Proposals.Count(proposal => proposal.Sayable) is > 0 and var could) Console.Error.WriteLine($"- With --conditions {could} of its tools would be narrowed by their arguments.");
        Console.Error.WriteLine(format.HowToInstall);
        Console.Out.Write(file.Content);
        return 0;
    }

    private static void Check(List<AssessedServer> servers, string? tool, string? alias)
    {
        if (alias is not null && ServerAlias.Fault(alias) is { } fault) throw new UsageException($"--alias '{Visible.OneLine(alias)}': {fault}");
        if (servers.Count > 1 && alias is not null) throw new UsageException($"--alias is the name of one server, and {servers.Count} are named: leave it out, and each gets the last part of its name.");
        if (tool is null) return;
        if (servers.Count > 1) throw new UsageException($"--tool is one tool of one server, and {servers.Count} servers are named: name one, or leave --tool out.");
        var listed = servers[0].PresentTools.Select(one => one.Record.Name).ToList();
        if (listed.Contains(tool)) return;
        var close = listed.Where(name => name.Contains(tool, StringComparison.OrdinalIgnoreCase) || tool.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var shown = (close.Count > 0 ? close : listed).Order(StringComparer.Ordinal).Take(Suggestions).Select(name => Visible.OneLine(name, 80));
        var rest = close.Count > 0 || listed.Count <= Suggestions ? "" : $" and {listed.Count - Suggestions} more";
        throw new UsageException($"--tool '{Visible.OneLine(tool)}': {Visible.OneLine(servers[0].Record.Name)} lists no tool of this name. {(close.Count > 0 ? "Did you mean:" : "It lists")} {string.Join(", ", shown)}{rest}{(close.Count > 0 ? "?" : ".")}");
    }

    private static AssessedServer Find(IPublishedCatalogue catalogue, string name, string data)
    {
        var server = catalogue.FindServer(name) ?? throw new UsageException($"There is no server '{Visible.OneLine(name)}' in {data}.{Similar(data, name)}");
        if (server.Record.WithdrawnAt is not null) throw new UsageException($"{Visible.OneLine(server.Record.Name)} has been withdrawn: there is no policy for it.");
        return server.PresentTools.Any()
            ? server
            : throw new UsageException($"The tools of {Visible.OneLine(server.Record.Name)} were never observed: there is nothing to write a policy from.");
    }

    private static string Similar(string data, string name)
    {
        using var store = new GenerationStore(data, SearchEngine.CreateWriter());
        var names = (store.Generation?.Search.Search(new SearchQuery(name) { Limit = 50 }).Hits ?? [])
            .Select(hit => Visible.OneLine(hit.ServerName)).Distinct(StringComparer.Ordinal).Take(Suggestions).ToList();
        return names.Count == 0 ? " 'catalogue serve' lists them at /servers/." : " Did you mean: " + string.Join(", ", names) + "?";
    }
}

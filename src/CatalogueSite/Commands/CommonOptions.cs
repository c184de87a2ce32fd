using System.CommandLine;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Policies.Text;
using Catalogue.Site.Search;

namespace Catalogue.Site.Commands;

/// <summary>The options that every command knows: added once, to the root.</summary>
public static class CommonOptions
{
    /// <summary>The environment variable that names the database.</summary>
    public const string DatabaseVariable = "CATALOGUE_DATABASE";

    /// <summary><c>--data DIR</c>.</summary>
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "The folder for the catalogue's database, search index and published site.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("data", "local"),
        Recursive = true,
    };

    /// <summary><c>--database ADDRESS</c>.</summary>
    public static Option<string?> Database { get; } = new("--database")
    {
        Description = $"The catalogue database: postgres://USER@HOST:PORT/NAME or the path of a SQLite file. Default: {DatabaseVariable}, else SQLite in the data folder. A password belongs into {DatabaseVariable}, PGPASSWORD or ~/.pgpass.",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    /// <summary><c>--rules DIR</c>.</summary>
    public static Option<string?> Rules { get; } = new("--rules")
    {
        Description = "A folder of rule files that are added to the built-in ones, or put in their place by file name.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary><c>--sources DIR</c>.</summary>
    public static Option<string?> Sources { get; } = new("--sources")
    {
        Description = "A folder of source files in the place of the built-in data/sources: what is crawled, and by which word lists two listings are one server.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary><c>--decisions FILE</c>, for the commands that write policies.</summary>
    public static Option<string?> Decisions { get; } = new("--decisions")
    {
        Description = "A decision table (YAML) in the place of the built-in data/policy.yaml: what a policy does about a tool, by its verdict.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary><c>--search-engine NAME</c>, for the commands that publish and serve.</summary>
    public static Option<string?> Engine { get; } = new("--search-engine")
    {
        Description = $"The engine that search is published with: {string.Join(" or ", SearchEngine.Names)}. Default: {SearchEngine.Default}. An index answers with the engine that it was built with until it is published again.",
        HelpName = string.Join('|', SearchEngine.Names),
        Recursive = true,
    };

    /// <summary><c>--verbose</c>.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Log what is done, on standard error.", Recursive = true };

    /// <summary>Those that every command knows: they stand on the root and hold below it.</summary>
    public static IReadOnlyList<Option> All { get; } = [Data, Database, Rules, Sources, Decisions, Engine, Verbose];

    /// <summary>The search engine's writer: the one that was asked for, or the default.</summary>
    /// <exception cref="UsageException">There is no engine of this name.</exception>
    public static ISearchIndexWriter EngineOf(ParseResult arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.GetValue(Engine) is not { } name
            ? SearchEngine.CreateWriter()
            : SearchEngine.Find(name) ?? throw new UsageException($"--search-engine: there is no engine '{Visible.OneLine(name)}'. Allowed: {string.Join(", ", SearchEngine.Names)}.");
    }

    /// <summary>What names the database: the option, else the environment variable, else null.</summary>
    /// <exception cref="UsageException">An argument holds a password.</exception>
    public static string? DatabaseOf(ParseResult arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var given = arguments.GetValue(Database);
        if (string.IsNullOrWhiteSpace(given)) return Environment.GetEnvironmentVariable(DatabaseVariable);
        return DatabaseAddress.HasPassword(given)
            ? throw new UsageException($"--database: a password in an argument can be read by every user of this machine. Put the address into {DatabaseVariable}, or the password into PGPASSWORD or ~/.pgpass.")
            : given;
    }

    /// <summary>What was given for the common options.</summary>
    /// <exception cref="UsageException">A value cannot be understood.</exception>
    public static CommonSettings Read(ParseResult arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var data = Path.GetFullPath(arguments.GetValue(Data) ?? Path.Combine("data", "local"));
        try
        {
            return new CommonSettings(data, DatabaseAddress.Parse(DatabaseOf(arguments), data), arguments.GetValue(Rules), arguments.GetValue(Verbose)) { SourcesFolder = arguments.GetValue(Sources) };
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{(string.IsNullOrWhiteSpace(arguments.GetValue(Database)) ? DatabaseVariable : "--database")}: {exception.Message}");
        }
    }
}

using System.CommandLine;

namespace Catalogue.Site.Commands;

/// <summary>Options that every command has. They stand on the root and hold below it.</summary>
public static class CommonOptions
{
    private const string DatabaseVariable = "CATALOGUE_DATABASE";

    /// <summary><c>--data DIR</c>: where everything that a command makes lies.</summary>
    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Folder for the database, the search index and the published site.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("data", "local"),
        Recursive = true,
    };

    /// <summary><c>--database</c>: the catalogue database where it is not SQLite in the data folder.</summary>
    public static Option<string?> Database { get; } = new("--database")
    {
        Description = $"The catalogue database: a SQLite file, or postgres://USER@HOST/NAME (also through {DatabaseVariable}). Default: catalogue.db in the data folder.",
        HelpName = "FILE-OR-URL",
        Recursive = true,
    };

    /// <summary><c>--rules DIR</c>: rule files that are added to the built-in ones or put in their place.</summary>
    public static Option<string?> Rules { get; } = new("--rules")
    {
        Description = "Folder of rule files (YAML): added to the built-in ones, or put in the place of those with the same name.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary><c>--verbose</c>: says more on standard error.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Say more on standard error.", Recursive = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [Data, Database, Rules, Verbose];

    /// <summary>What names the database: the option, else the environment variable, else null.</summary>
    public static string? DatabaseOf(ParseResult arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var given = arguments.GetValue(Database);
        return string.IsNullOrWhiteSpace(given) ? Environment.GetEnvironmentVariable(DatabaseVariable) : given;
    }
}

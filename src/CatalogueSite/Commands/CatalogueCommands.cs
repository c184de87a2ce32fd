using System.CommandLine;

namespace Catalogue.Site.Commands;

/// <summary>Every command of the program. A new command is one file and one line here.</summary>
public static class CatalogueCommands
{
    /// <summary>Whether an option asks about the program as a whole, so that it does not mean the main job.</summary>
    public static bool IsAboutAll(string option) => option is "--help" or "-h" or "-?" or "--version";

    /// <summary>The root command with all commands under it.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("An open catalogue of the risk in MCP servers' tools.");
        foreach (var option in CommonOptions.All) root.Options.Add(option);
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(CrawlCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(PublishCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(PolicyCommand.Create());
        root.Subcommands.Add(AssessCommand.Create());
        return root;
    }
}

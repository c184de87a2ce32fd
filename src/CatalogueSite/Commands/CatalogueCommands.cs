using System.CommandLine;

namespace Catalogue.Site.Commands;

/// <summary>Every command of the program. A new command is one file and one line here.</summary>
public static class CatalogueCommands
{
    /// <summary>Whether an option asks about the program as a whole, so that it does not mean the main job.</summary>
    public static bool IsAboutAll(string option) => option is "--help" or "-h" or "-?" or "--version";

    /// <summary>The root command with all commands under it.</summary>
    public static RootCommand Create() => CreateRoot(
        RunCommand.Create(),
        CrawlCommand.Create(),
        ImportCommand.Create(),
        PublishCommand.Create(),
        ServeCommand.Create(),
        PolicyCommand.Create(),
        AssessCommand.Create());

    /// <summary>The root command with those that the native program knows (see <see cref="NativeProgram"/>).</summary>
    public static RootCommand CreateNative() => CreateRoot(AssessCommand.Create());

    private static RootCommand CreateRoot(params Command[] commands)
    {
        var root = new RootCommand("An open catalogue of the risk in MCP servers' tools.");
        foreach (var option in CommonOptions.All) root.Options.Add(option);
        foreach (var command in commands) root.Subcommands.Add(command);
        return root;
    }
}

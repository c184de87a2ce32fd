namespace Catalogue.TestSupport.Zoo;

/// <summary>Hostile and odd MCP servers over stdio: a script for node whose first argument is the behaviour.</summary>
public static class StdioZoo
{
    /// <summary>The script.</summary>
    public static string Script { get; } = Path.Combine(AppContext.BaseDirectory, "Zoo", "Stdio", "zoo.js");
}

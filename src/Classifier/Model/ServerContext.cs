namespace Catalogue.Classifier.Model;

/// <summary>What a verdict may know of a tool's surroundings: its server's name and the names of the tools listed beside it.</summary>
public sealed class ServerContext
{
    /// <summary>A context without a server: for a definition that stands alone.</summary>
    public static ServerContext None { get; } = new("", []);

    /// <summary>Creates the context of one server.</summary>
    /// <param name="serverName">Canonical server name, or empty.</param>
    /// <param name="toolNames">Names of all tools of the server, in any order; duplicates count once.</param>
    public ServerContext(string serverName, IEnumerable<string> toolNames)
    {
        ServerName = serverName;
        ToolNames = new HashSet<string>(toolNames, StringComparer.Ordinal);
    }

    /// <summary>The canonical server name, or empty.</summary>
    public string ServerName { get; }

    /// <summary>The names of all tools of this server (ordinal).</summary>
    public IReadOnlySet<string> ToolNames { get; }

    /// <summary>What the judge that read this context last keeps of it, or null: the judge's own affair.</summary>
    internal object? Known { get; set; }
}

using Catalogue.Classifier.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>A tool definition that a file declares, with what the file says of its server.</summary>
/// <param name="Server">Server name as written.</param>
/// <param name="Definition">The definition; it owns its bytes.</param>
/// <param name="ServerTitle">Display title of the server, or null.</param>
/// <param name="Repository">Source repository URL, or null.</param>
/// <param name="Package">Package as written (<c>npm:name</c>), or null.</param>
public sealed record DeclaredDefinition(
    string Server, ToolDefinition Definition, string? ServerTitle = null, string? Repository = null, string? Package = null);

/// <summary>What a line of a dump says of a server: the tools that follow it are this server's.</summary>
/// <param name="Name">Canonical name.</param>
/// <param name="Title">Display title, or null.</param>
/// <param name="Repository">Source repository URL, or null.</param>
public sealed record DeclaredListing(string Name, string? Title, string? Repository);

/// <summary>
/// One line of a definition file (or one entry of a saved <c>tools/list</c>): a definition, or what is wrong with it; or
/// neither, for lines of a dump that define nothing (a server, a tool that is no longer there).
/// </summary>
/// <param name="Number">Line number from 1; in a saved <c>tools/list</c> the number of the tool from 1.</param>
/// <param name="Declared">The definition, or null where the line has none.</param>
/// <param name="Error">What is wrong and how to mend it, or null where the line is good.</param>
public readonly record struct DefinitionLine(int Number, DeclaredDefinition? Declared, string? Error)
{
    /// <summary>What the line says of a server, or null.</summary>
    public DeclaredListing? Listing { get; init; }

    /// <summary>True where the line is bad.</summary>
    public bool Bad => Error is not null;
}

using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Tool;

/// <summary>What a tool's page speaks of.</summary>
/// <param name="Server">The server with all its tools.</param>
/// <param name="Tool">One of them.</param>
public sealed record ToolModel(AssessedServer Server, AssessedTool Tool);

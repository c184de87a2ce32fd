using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages;

/// <summary>The site's paths, as links write them. Slugs are <c>[a-z0-9-]</c> and need no escaping.</summary>
public static class Routes
{
    /// <summary>A server's page.</summary>
    public static string Server(string slug) => $"/servers/{slug}/";

    /// <summary>A tool's page.</summary>
    public static string Tool(string serverSlug, string toolSlug) => $"/servers/{serverSlug}/tools/{toolSlug}/";

    /// <summary>The list of a category.</summary>
    public static string Category(Category category) => $"/categories/{category.ToString().ToLowerInvariant()}/";

    /// <summary>The list of a risk level.</summary>
    public static string Risk(RiskLevel risk) => $"/risk/{risk.ToString().ToLowerInvariant()}/";

    /// <summary>The list of a capability by its kebab-case name.</summary>
    public static string Capability(string name) => $"/capabilities/{name}/";

    /// <summary>A rule's page.</summary>
    public static string Rule(string id) => $"/rules/{Uri.EscapeDataString(id)}/";

    /// <summary>An attack pattern's page.</summary>
    public static string Attack(string id) => $"/attacks/{Uri.EscapeDataString(id)}/";

    /// <summary>A whole server's policy.</summary>
    public static string Policy(AssessedServer server, IPolicyFormat format) =>
        $"/policies/{server.Record.Slug}/{format.Id}.{format.Extension}";

    /// <summary>A single tool's policy.</summary>
    public static string Policy(AssessedServer server, AssessedTool tool, IPolicyFormat format) =>
        $"/policies/{server.Record.Slug}/{tool.Record.Slug}/{format.Id}.{format.Extension}";
}

using Catalogue.Classifier.Model;

namespace Catalogue.Site.Pages;

/// <summary>The paths of lists and of what the product itself writes, as links name them.</summary>
public static class Routes
{
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
}

using System.Text.RegularExpressions;

namespace Catalogue.Site.Attacks;

/// <summary>The public lists that attack files may map to, and the form of their ids.</summary>
public static partial class AttackMappings
{
    private static readonly Dictionary<string, (string Title, Regex Form)> Known = new(StringComparer.Ordinal)
    {
        ["owasp-mcp"] = ("OWASP MCP Top 10 (v0.1)", OwaspMcp()),
        ["owasp-llm"] = ("OWASP LLM Top 10 (2025)", OwaspLlm()),
        ["owasp-agentic"] = ("OWASP Agentic Top 10 (2026)", OwaspAgentic()),
        ["mitre-atlas"] = ("MITRE ATLAS", MitreAtlas()),
        ["safe-mcp"] = ("SAFE-MCP", SafeMcp()),
    };

    /// <summary>The frameworks' keys, in the order of pages.</summary>
    public static IReadOnlyList<string> Frameworks { get; } = [.. Known.Keys];

    /// <summary>The title of a framework.</summary>
    public static string Title(string framework) => Known[framework].Title;

    /// <summary>Whether an id has the framework's form.</summary>
    public static bool HasForm(string framework, string id) => Known[framework].Form.IsMatch(id);

    [GeneratedRegex("^MCP(0[1-9]|10)$")]
    private static partial Regex OwaspMcp();

    [GeneratedRegex("^LLM(0[1-9]|10)$")]
    private static partial Regex OwaspLlm();

    [GeneratedRegex("^ASI(0[1-9]|10)$")]
    private static partial Regex OwaspAgentic();

    [GeneratedRegex(@"^AML\.(T\d{4}(\.\d{3})?|CS\d{4})$")]
    private static partial Regex MitreAtlas();

    [GeneratedRegex(@"^SAFE-T\d{4}(\.\d{3})?$")]
    private static partial Regex SafeMcp();
}

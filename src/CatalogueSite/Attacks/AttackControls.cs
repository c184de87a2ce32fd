namespace Catalogue.Site.Attacks;

/// <summary>The controls that attack files may name, and what each is.</summary>
public static class AttackControls
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["hide"] = "Hide or deny the tool",
        ["allow-list"] = "List the tools that may be used, deny the rest",
        ["ask"] = "Ask a person before the call",
        ["limit"] = "Limit calls a minute",
        ["arguments"] = "Condition on the call's arguments",
        ["pin"] = "Pin reviewed definitions",
        ["least-privilege"] = "Credentials that can do less",
        ["separate"] = "Keep private data, strangers' text and ways out apart",
        ["sandbox"] = "Run the server or the command confined",
        ["outputs"] = "Check and mark what tools return",
        ["source"] = "Know and pin where the server comes from",
        ["transport"] = "Authenticate and check the connection",
        ["update"] = "Use a version with the fix",
        ["backup"] = "Backups out of the agent's reach",
        ["prompt"] = "Instructions in the prompt",
    };

    /// <summary>All names, in the order of pages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Titles.Keys];

    /// <summary>The title of a control.</summary>
    public static string Title(string name) => Titles[name];
}

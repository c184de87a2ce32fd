namespace Catalogue.Site.Publishing;

/// <summary>The word of a tool's name by which its neighbours are found: what it acts on (<c>image</c> in <c>imageBackgroundRemoval</c>).</summary>
public static class ToolWords
{
    private const int MaxWord = 24;

    /// <summary>
    /// The key word, lower-case letters and digits, at most 24; empty when the name has none. Verbs that say nothing of
    /// the object (<c>get</c>, <c>list</c>, …) are passed over.
    /// </summary>
    public static string Key(string toolName)
    {
        ArgumentNullException.ThrowIfNull(toolName);
        var words = Split(toolName);
        foreach (var word in words)
        {
            if (!Common.Contains(word)) return word;
        }
        return words.Count > 0 ? words[0] : "";
    }

    /// <summary>The words of a name in camelCase, snake_case or kebab-case, lower-cased; at most eight.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = new List<string>(8);
        var start = -1;
        var end = Math.Min(name.Length, 256);
        for (var i = 0; i <= end && words.Count < 8; i++)
        {
            var letter = i < end && char.IsLetterOrDigit(name[i]);
            var boundary = !letter || (start >= 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]));
            if (boundary && start >= 0)
            {
                words.Add(name.Substring(start, Math.Min(i - start, MaxWord)).ToLowerInvariant());
                start = -1;
            }
            if (letter && start < 0) start = i;
        }
        return words;
    }

    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "get", "list", "search", "find", "read", "fetch", "create", "add", "update", "set", "delete", "remove", "run", "execute",
        "all", "by", "the", "a", "to", "for", "of", "and", "new", "bulk", "batch", "mcp", "tool", "check", "show", "query", "send",
        "make", "do", "is", "in", "from", "with", "manage", "edit", "modify", "start", "stop", "call", "describe", "analyze", "generate",
    };
}

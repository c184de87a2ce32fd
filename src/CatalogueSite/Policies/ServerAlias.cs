using System.Text;

namespace Catalogue.Site.Policies;

/// <summary>The name by which a reader's own client knows a server. Policies key on it, so it is a parameter everywhere.</summary>
public static class ServerAlias
{
    /// <summary>Greatest length of an alias.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// The default for a server: the last part of its canonical name in lower-case letters, digits and hyphens.
    /// No underscores, since some clients join server and tool with them and break silently.
    /// </summary>
    public static string DefaultFor(string serverName)
    {
        var tail = serverName[(serverName.LastIndexOf('/') + 1)..];
        var text = new StringBuilder();
        foreach (var character in tail.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character)) text.Append(character);
            else if (text.Length > 0 && text[^1] != '-') text.Append('-');
        }
        var alias = text.ToString().Trim('-');
        return alias.Length == 0 ? "server" : alias.Length > MaxLength ? alias[..MaxLength].TrimEnd('-') : alias;
    }

    /// <summary>Null when an alias can be used in every format; otherwise what is wrong with it and how to mend it.</summary>
    public static string? Fault(string alias)
    {
        if (alias.Length is 0 or > MaxLength) return $"An alias has 1 to {MaxLength} characters; this one has {alias.Length}.";
        foreach (var character in alias)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.'))
            {
                return $"An alias is made of ASCII letters, digits, '-', '_' and '.'; '{Printable(character)}' is none of them.";
            }
        }
        return null;
    }

    private static string Printable(char character) => char.IsControl(character) || char.IsSurrogate(character) ? $"U+{(int)character:X4}" : character.ToString();
}

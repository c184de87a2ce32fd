using System.Globalization;
using System.Text;

namespace Catalogue.Site.Policies.Text;

/// <summary>String literals of the syntaxes that have no serialiser at hand. Each escapes everything but printable ASCII and letters.</summary>
public static class Quoted
{
    /// <summary>A TOML basic string (TOML 1.0: <c>\uXXXX</c>, <c>\UXXXXXXXX</c>).</summary>
    public static string Toml(string text) => Write(text, static (target, rune) =>
        target.Append(rune.Value <= 0xFFFF ? "\\u" : "\\U").Append(rune.Value.ToString(rune.Value <= 0xFFFF ? "X4" : "X8", CultureInfo.InvariantCulture)));

    /// <summary>A Cedar string (<c>\u{…}</c>).</summary>
    public static string Cedar(string text) => Write(text, static (target, rune) => target.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"));

    /// <summary>A CEL string (<c>\uXXXX</c>, <c>\UXXXXXXXX</c>).</summary>
    public static string Cel(string text) => Toml(text);

    /// <summary>One word of a POSIX shell, in single quotes: nothing in it has a meaning to the shell.</summary>
    public static string Shell(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Write(string text, Action<StringBuilder, Rune> escape)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') result.Append('\\').Append((char)rune.Value);
            else if (IsPlain(rune)) result.Append(rune.ToString());
            else escape(result, rune);
        }
        return result.Append('"').ToString();
    }

    /// <summary>Printable ASCII and the letters, marks and digits of all scripts; emoji and invisible characters are escaped.</summary>
    private static bool IsPlain(Rune rune) => rune.Value is >= 0x20 and < 0x7F || (rune.Value > 0x7F && Rune.IsLetterOrDigit(rune));
}

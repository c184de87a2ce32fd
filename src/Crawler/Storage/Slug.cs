using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Catalogue.Crawler.Storage;

/// <summary>
/// The part of an address that stands for a server's or tool's name. Given once, at first sight, and never to another.
/// </summary>
public static class Slug
{
    private const int MaxBase = 80;
    private static readonly HashSet<string> Reserved = new(ReservedNames(), StringComparer.Ordinal);

    /// <summary>A slug for a name.</summary>
    /// <param name="name">Anything at all.</param>
    /// <param name="taken">Whether a slug already belongs to another.</param>
    /// <returns>Runs of <c>[a-z0-9]</c> joined by <c>-</c>, with eight hex digits of the name's SHA-256 where the plain form would be ambiguous.</returns>
    public static string Create(string name, Predicate<string> taken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(taken);
        var plain = Base(name, out var lossy);
        if (!lossy && !taken(plain)) return plain;
        var marked = WithHash(plain, name);
        if (!taken(marked)) return marked;
        // The same name twice, from two sources that mean different servers.
        for (var number = 2; ; number++)
        {
            var numbered = string.Create(CultureInfo.InvariantCulture, $"{marked}-{number}");
            if (!taken(numbered)) return numbered;
        }
    }

    /// <summary>Every slug that <see cref="Create"/> tries first and second, so that a batch can be looked up at once.</summary>
    internal static (string Plain, string Marked) Candidates(string name)
    {
        var plain = Base(name, out _);
        return (plain, WithHash(plain, name));
    }

    private static string WithHash(string plain, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return $"{plain}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }

    private static string Base(string name, out bool lossy)
    {
        lossy = false;
        var result = new StringBuilder(Math.Min(name.Length, MaxBase + 1));
        var gap = false;
        foreach (var rune in Lowered(name).EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterLower((char)rune.Value) || char.IsAsciiDigit((char)rune.Value)))
            {
                if (gap && result.Length > 0) result.Append('-');
                gap = false;
                result.Append((char)rune.Value);
                if (result.Length > MaxBase) break;
            }
            else
            {
                gap = true;
                // A character that is half a surrogate pair arrives here as U+FFFD: something was lost as well.
                lossy |= Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune) || rune.Value == 0xFFFD;
            }
        }
        if (result.Length > MaxBase)
        {
            lossy = true;
            result.Length = MaxBase;
            while (result[^1] == '-') result.Length--;
        }
        var plain = result.ToString();
        lossy |= plain.Length == 0 || Reserved.Contains(plain);
        return plain;
    }

    private static string Lowered(string name)
    {
        if (Ascii.IsValid(name)) return name.ToLowerInvariant();
        // Normalising throws on half a surrogate pair; a round trip through UTF-8 puts U+FFFD in its place.
        // A name of 100 KB is cut first: only its beginning can show in the slug, its hash tells the rest.
        var whole = name.Length > 4096;
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(whole ? name[..4096] : name));
        return text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    // Names that a file system or a web server treats as something else.
    private static IEnumerable<string> ReservedNames()
    {
        foreach (var name in new[] { "index", "con", "prn", "aux", "nul", "page" }) yield return name;
        for (var i = 0; i <= 9; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"com{i}");
            yield return string.Create(CultureInfo.InvariantCulture, $"lpt{i}");
        }
    }
}

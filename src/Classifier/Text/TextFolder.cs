using System.Buffers;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>
/// Folds a text: NFKC, accents off, invisible characters out (and noted), escapes resolved, look-alike letters inside
/// Latin words replaced. ASCII keeps its case; other letters are lower-cased.
/// </summary>
internal static class TextFolder
{
    /// <summary>Folded forms of the first two planes, by page of 256 code points. Threads may fill the same place: with the same.</summary>
    private static readonly string?[]?[] Cache = new string?[0x200][];

    /// <summary>Characters that are their own folded form and begin no escape: most of every text.</summary>
    private static readonly SearchValues<char> Plain = AsciiSet.Where(c => c is '\t' or '\n' or '\r' or (>= ' ' and < '\u007F' and not ('&' or '%' or '\\')));

    /// <summary>Whether a text holds anything to fold: characters outside ASCII, controls, or signs that begin escapes.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text) => text.ContainsAnyExcept(Plain);

    /// <summary>Folds <paramref name="text"/> into <paramref name="into"/>, which is cleared first.</summary>
    public static void Fold(ReadOnlySpan<char> text, FoldedText into)
    {
        into.Clear();
        var interrupted = FoldFlags.None;
        var foreign = false;
        for (var at = 0; at < text.Length;)
        {
            var plain = interrupted != FoldFlags.None ? 0 : text[at..].IndexOfAnyExcept(Plain);
            if (plain != 0)
            {
                if (plain < 0) plain = text.Length - at;
                into.AddPlain(text.Slice(at, plain), at);
                at += plain;
                continue;
            }
            var start = at;
            var flags = interrupted;
            int rune;
            if (InlineEscape.TryRead(text, at, out rune, out var length)) flags |= FoldFlags.Escaped;
            else rune = InvisibleCharacters.RuneAt(text, at, out length);
            if (InvisibleCharacters.KindOf(rune) is { } kind)
            {
                at += Invisible(text, at, kind, flags, length, into);
                if (kind != InvisibleKind.Control && at < text.Length && into.Length > 0) interrupted = FoldFlags.Interrupted;
                continue;
            }
            at += length;
            if ((flags & FoldFlags.Escaped) != 0) into.Escapes++;
            foreign |= AddRune(rune, start, at, flags, into);
            interrupted = FoldFlags.None;
        }
        if (foreign) ReplaceConfusables(into);
    }

    /// <summary>Folds one term of a word list as texts are folded, in lower case.</summary>
    public static string FoldTerm(string term)
    {
        var folded = new StringBuilder(term.Length);
        foreach (var rune in term.EnumerateRunes())
        {
            if (rune.IsAscii) folded.Append(char.ToLowerInvariant((char)rune.Value));
            else folded.Append(FoldRune(rune.Value));
        }
        return folded.ToString();
    }

    private static int Invisible(ReadOnlySpan<char> text, int at, InvisibleKind kind, FoldFlags flags, int length, FoldedText into)
    {
        if ((flags & FoldFlags.Escaped) != 0)
        {
            into.Invisible.Add(new InvisibleRun(at, length, kind, kind == InvisibleKind.Control || kind == InvisibleKind.ZeroWidth, null));
            return length;
        }
        var run = InvisibleCharacters.ReadRun(text, at, kind);
        into.Invisible.Add(run);
        return run.Length;
    }

    /// <summary>Adds the folded form of one code point; true when it brought a letter outside ASCII.</summary>
    private static bool AddRune(int rune, int start, int end, FoldFlags flags, FoldedText into)
    {
        if (rune < 0x80)
        {
            into.Add((char)rune, start, end, flags);
            return false;
        }
        if (IsItself(rune))
        {
            into.Add((char)rune, start, end, flags);
            return false;
        }
        var foreign = false;
        foreach (var c in FoldRune(rune))
        {
            var styled = c < 0x80 && char.IsLetterOrDigit(c) && IsStyled(rune);
            into.Add(c, start, end, styled ? flags | FoldFlags.Styled : flags);
            foreign |= c >= 0x80;
        }
        return foreign;
    }

    /// <summary>Scripts that folding leaves as they are: kana, ideographs, Hangul syllables.</summary>
    private static bool IsItself(int rune) =>
        rune is (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3);

    private static bool IsStyled(int rune) => rune is (>= 0x2100 and <= 0x214F) or (>= 0x2460 and <= 0x24FF) or (>= 0xFF00 and <= 0xFF5E)
        or (>= 0x1D400 and <= 0x1D7FF) or (>= 0x1F100 and <= 0x1F1FF) or (>= 0x1D00 and <= 0x1DBF) or (>= 0x2070 and <= 0x209F)
        or (>= 0x250 and <= 0x2FF) or 0xA730 or 0xA731;

    private static string FoldRune(int rune)
    {
        if (rune >= Cache.Length << 8) return Compute(rune);
        var page = Cache[rune >> 8] ??= new string?[256];
        return page[rune & 0xFF] ??= Compute(rune);
    }

    private static string Compute(int rune)
    {
        if (rune is >= 0xD800 and <= 0xDFFF || (rune & 0xFFFE) == 0xFFFE) return "\uFFFD"; // Half a pair, or no character.
        if (BoxedLetter(rune) is { } letter) return letter.ToString();
        var normal = char.ConvertFromUtf32(rune);
        try
        {
            normal = normal.Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return "\uFFFD"; // A noncharacter has no normal form.
        }
        var folded = new StringBuilder();
        foreach (var c in normal)
        {
            if (IsDroppedMark(c)) continue;
            folded.Append(c switch
            {
                '“' or '”' or '„' or '«' or '»' => '"',
                '‐' or '‑' or '‒' or '−' => '-',
                '\u00A0' => ' ',
                'ß' => 's',
                'ø' or 'Ø' => 'o',
                'ł' or 'Ł' => 'l',
                < '\u0080' => c,
                // Small capitals and phonetic letters have no compatibility form of their own.
                _ when IsStyled(c) && Confusables.LatinFor(c) is var latin and not '\0' => latin,
                _ => char.ToLowerInvariant(c),
            });
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Squared, negative and regional letters, which have no compatibility form of their own.</summary>
    private static char? BoxedLetter(int rune) => rune switch
    {
        >= 0x1F150 and <= 0x1F169 => (char)('a' + rune - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + rune - 0x1F170),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('a' + rune - 0x1F1E6),
        _ => null,
    };

    /// <summary>Accents and overlays; the marks of kana and of Indic scripts belong to their letters.</summary>
    private static bool IsDroppedMark(char c) =>
        c is (>= '\u0300' and <= '\u036F') or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF') or (>= '\u20D0' and <= '\u20FF')
            or (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0640';

    private static void ReplaceConfusables(FoldedText folded)
    {
        if (!HasForeignWord(folded.Chars)) return;
        var latin = 0;
        var other = 0;
        foreach (var c in folded.Chars)
        {
            if (char.IsAsciiLetter(c)) latin++;
            else if (c >= 0x80 && char.IsLetter(c)) other++;
        }
        var mostlyLatin = latin > other;
        for (var at = 0; at < folded.Length;)
        {
            var start = at;
            while (at < folded.Length && char.IsLetterOrDigit(folded.Chars[at])) at++;
            if (at > start) ReplaceInWord(folded, start, at, mostlyLatin);
            else at++;
        }
    }

    /// <summary>Whether anything outside ASCII belongs to a word: mostly it is a dash, an arrow or a quotation mark.</summary>
    private static bool HasForeignWord(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAnyExceptInRange('\0', '\u007F');
            if (next < 0) return false;
            at += next;
            if (char.IsLetterOrDigit(text[at])) return true;
        }
        return false;
    }

    /// <summary>A word of Latin letters and look-alikes is read as Latin; one of look-alikes alone only in a Latin text.</summary>
    private static void ReplaceInWord(FoldedText folded, int start, int end, bool mostlyLatin)
    {
        var latin = 0;
        var alike = 0;
        foreach (var c in folded.Chars[start..end])
        {
            if (c < 0x80) latin += char.IsAsciiLetter(c) ? 1 : 0;
            else if (Confusables.LatinFor(c) != '\0') alike++;
            else return;
        }
        if (alike == 0 || latin == 0 && (!mostlyLatin || end - start < 3)) return;
        for (var index = start; index < end; index++)
        {
            var c = folded.Chars[index];
            if (c >= 0x80) folded.Replace(index, Confusables.LatinFor(c), FoldFlags.Confusable);
        }
    }
}

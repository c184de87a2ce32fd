using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>Finds out which of the terms that begin with a word goes on behind it.</summary>
/// <param name="text">The text.</param>
/// <param name="identifiers">Whether the text is a name, where an inner capital begins a word.</param>
internal readonly ref struct TermReader(CodedText text, bool identifiers)
{
    private const int LongestGap = 3;
    private readonly CodedText _text = text;
    private readonly bool _identifiers = identifiers;

    /// <summary>The first term that begins with a word and stands in the text, or null.</summary>
    /// <param name="first">Its first word.</param>
    /// <param name="start">Offset of the first word.</param>
    /// <param name="at">Offset behind the first word; behind the whole term where one is found.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LexiconTerm? Find(KnownWord first, int start, ref int at)
    {
        var next = NextWord(at);
        if (next >= 0 && _text.TryReadWord(next, out var word) && !(_identifiers && word.HasInnerCapital))
            return (first.Seconds & LexiconEntry.SecondBit(word.Key)) != 0 ? FindByKey(first.Terms, word.Key, next + word.Length, start, ref at) : null;
        return first.AnyFollower || (next >= 0 && (first.Followers >> Letter(next) & 1) != 0) ? FindByLetters(first.Terms, start, ref at) : null;
    }

    /// <summary>Whether a term that begins with a word has the next one second and stands there whole.</summary>
    public bool GoesOn(KnownWord first, int start, ulong low, ulong high, int behindSecond)
    {
        var second = new WordKey(low, high);
        var at = start;
        return (first.Others & LexiconEntry.OtherBit(second)) != 0 && FindByKey(first.Terms, second, behindSecond, start, ref at) is not null;
    }

    /// <summary>Whether a term may go on behind a word: it is said too often rather than too seldom.</summary>
    /// <param name="first">The word.</param>
    /// <param name="at">Offset behind it.</param>
    public bool MayGoOn(KnownWord first, int at)
    {
        if (!first.BeginsTerms) return false;
        var next = NextWord(at);
        return next < 0 ? first.AnyFollower : !_text.TryReadWord(next, out var second) || (first.Seconds & LexiconEntry.SecondBit(second.Key)) != 0;
    }

    private LexiconTerm? FindByKey(LexiconTerm[] terms, in WordKey second, int behindSecond, int start, ref int at)
    {
        foreach (var term in terms)
        {
            if (!term.HasSecond(second) || !HasPrefix(term, start)) continue;
            var end = term.Words.Length > 1 ? behindSecond : at;
            if (term.Words.Length > 2 && !HasRest(term, 2, ref end)) continue;
            at = end;
            return term;
        }
        return null;
    }

    /// <summary>The letter at an offset modulo 64, which capitals have in common with small letters in their codes.</summary>
    private int Letter(int at) => (_text.Codes[at] is var code and not LetterCodes.Mark ? code : CharKinds.Lower(_text.Chars[at])) & 63;

    private LexiconTerm? FindByLetters(LexiconTerm[] terms, int start, ref int at)
    {
        foreach (var term in terms)
        {
            var end = at;
            if (!HasPrefix(term, start) || !HasRest(term, 1, ref end)) continue;
            at = end;
            return term;
        }
        return null;
    }

    private bool HasPrefix(LexiconTerm term, int start) => term.Prefix == '\0' || (start > 0 && _text.Chars[start - 1] == term.Prefix);

    /// <summary>Whether the words of a term from one on stand behind an offset, which is moved behind them.</summary>
    private bool HasRest(LexiconTerm term, int index, ref int at)
    {
        for (; index < term.Words.Length; index++)
        {
            var next = NextWord(at);
            if (next < 0) return false;
            if (index > 1 && _text.TryReadWord(next, out var word) && !(_identifiers && word.HasInnerCapital))
            {
                if (!term.HasKey(index, word.Key)) return false;
                at = next + word.Length;
                continue;
            }
            if (!HasByLetters(term, index, ref next)) return false;
            at = next;
        }
        return true;
    }

    private bool HasByLetters(LexiconTerm term, int index, ref int at)
    {
        Span<char> buffer = stackalloc char[Lexicon.MaxWordLength];
        var length = WordReader.Read(_text.Chars, ref at, buffer, _identifiers, out _);
        return length > 0 && term.Has(index, buffer[..length]);
    }

    /// <summary>Where the word behind a short gap begins, or −1 where none follows.</summary>
    private int NextWord(int at)
    {
        var text = _text.Chars;
        // One sign in between, mostly a blank.
        if (at + 1 < text.Length && _text.Codes[at] == 0 && LetterCodes.IsWord(_text.Codes[at + 1])) return at + 1;
        var next = at;
        while (next < text.Length && next - at < LongestGap && !CharKinds.IsWord(text[next])) next++;
        return (next == at && !_identifiers) || next >= text.Length || !CharKinds.IsWord(text[next]) ? -1 : next;
    }
}

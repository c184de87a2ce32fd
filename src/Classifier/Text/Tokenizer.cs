using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Cuts names (in any convention) and prose into words, each looked up once. Reused; for one thread at a time.</summary>
internal sealed class Tokenizer(WordTable lexicon)
{
    private const int MaxWord = 40;
    private Token[] _tokens = new Token[256];

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    /// <summary>The tokens in order.</summary>
    public Rows<Token> Tokens => new(_tokens, 0, Count);

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        if (_tokens.Length > 1 << 15) _tokens = new Token[256];
        Count = 0;
    }

    /// <summary>Adds the words of an identifier: camelCase, snake_case, kebab-case, dots, digits, acronyms.</summary>
    public void AddName(CodedText name, int offset, int field)
    {
        var text = name.Chars;
        var flags = TokenFlags.Sentence;
        var at = 0;
        while (at < text.Length)
        {
            // Mostly a word in small letters between underscores.
            if (LetterCodes.IsWord(name.Codes[at]) && name.TryReadWord(at, out var word) && !word.HasInnerCapital && !word.HasDigit)
            {
                AddNameWord(text.Slice(at, word.Length), lexicon.TryGet(word.Key, out var known) ? known : default, offset + at, field, ref flags);
                at += word.Length;
                continue;
            }
            if (!IsLetter(text[at]))
            {
                if (CharTable.IsDigit(text[at])) at = AddDigits(text, at, offset, field, ref flags);
                else at++;
                continue;
            }
            var end = Scripts.IsUnspaced(text[at]) ? Run(text, at) : WordEnd(text, at);
            if (Scripts.IsUnspaced(text[at])) AddUnspaced(text[at..end], offset + at, field, ref flags);
            else AddNameWord(text[at..end], Look(text[at..end]), offset + at, field, ref flags);
            at = end;
        }
    }

    /// <summary>Adds the words of prose.</summary>
    public void AddProse(CodedText text, int offset, int field)
    {
        var prose = new ProseScanner(text);
        while (prose.Next(out var start, out var length, out var flags, out var key))
        {
            if (!key.IsEmpty)
            {
                lexicon.TryGet(key, out var known);
                Add(offset + start, length, field, known, flags);
                continue;
            }
            var word = text.Chars.Slice(start, length);
            if (Scripts.IsUnspaced(word[0])) AddUnspaced(word, offset + start, field, ref flags);
            else AddProseWord(word, offset + start, field, flags);
        }
    }

    /// <summary>A word of prose. A spelling like PostgreSQL is a word where it is known as one, else the name of something.</summary>
    private void AddProseWord(ReadOnlySpan<char> word, int offset, int field, TokenFlags flags)
    {
        var identifier = (flags & TokenFlags.Identifier) != 0;
        var found = identifier && word.Contains('_') ? default : Look(word);
        if (found.Lemma != 0) flags &= ~TokenFlags.Identifier;
        Add(offset, word.Length, field, found, flags);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLetter(char c) => CharTable.IsLetter(c) || (c >= 0x80 && (char.IsLetter(c) || Scripts.IsInvisible(c)));

    private static bool IsUpper(char c) => c < 0x80 ? CharTable.IsUpper(c) : char.IsUpper(c);

    private int AddDigits(ReadOnlySpan<char> text, int at, int offset, int field, ref TokenFlags flags)
    {
        var end = at;
        while (end < text.Length && CharTable.IsDigit(text[end])) end++;
        Add(offset + at, end - at, field, default, flags);
        flags = TokenFlags.None;
        return end;
    }

    private static int Run(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && Scripts.IsUnspaced(text[at])) at++;
        return at;
    }

    /// <summary>The end of the word that begins at a letter: aB|c → a|Bc, DNSRecords → DNS|Records, URLs stays whole.</summary>
    private static int WordEnd(ReadOnlySpan<char> text, int start)
    {
        var at = start + 1;
        var upper = IsUpper(text[start]);
        if (upper)
        {
            while (at < text.Length && IsUpper(text[at])) at++;
            var run = at - start;
            if (at == text.Length || !IsLetter(text[at])) return at;
            var tail = at;
            while (tail < text.Length && IsLetter(text[tail]) && !IsUpper(text[tail])) tail++;
            if (run > 1 && tail - at == 1 && text[at] == 's') return tail;
            return run > 1 ? at - 1 : tail;
        }
        while (at < text.Length && IsLetter(text[at]) && !IsUpper(text[at]) && !Scripts.IsUnspaced(text[at])) at++;
        return at;
    }

    private void AddNameWord(ReadOnlySpan<char> word, Word found, int offset, int field, ref TokenFlags flags)
    {
        if (found.Lemma == 0 && word.Length >= 6 && TrySplit(word, out var cut, out var head, out var tail))
        {
            Add(offset, cut, field, head, flags);
            Add(offset + cut, word.Length - cut, field, tail, TokenFlags.None);
        }
        else
        {
            Add(offset, word.Length, field, found, flags);
        }
        flags = TokenFlags.None;
    }

    /// <summary>Words written together (<c>deletefile</c>, <c>fileupload</c>): a verb and a word that are both known.</summary>
    private bool TrySplit(ReadOnlySpan<char> word, out int cut, out Word head, out Word tail)
    {
        for (cut = Math.Min(word.Length - 2, 12); cut >= 3; cut--)
        {
            head = Look(word[..cut]);
            if (head.Lemma == 0 || (head.Forms & WordForms.Base) == 0) continue;
            tail = Look(word[cut..]);
            var oneVerb = (head.Classes & WordClasses.Verb) != 0 && (head.Classes & WordClasses.NounFirst) == 0;
            if (tail.Lemma != 0 && word.Length - cut >= 3 && (oneVerb || ((tail.Classes & WordClasses.Verb) != 0 && (tail.Forms & WordForms.Base) != 0 && (tail.Classes & WordClasses.NounFirst) == 0))) return true;
        }
        head = tail = default;
        return false;
    }

    private void AddUnspaced(ReadOnlySpan<char> run, int offset, int field, ref TokenFlags flags)
    {
        var last = TokenFlags.None;
        foreach (var c in run)
        {
            if (Scripts.PutsVerbLast(c)) last = TokenFlags.VerbLast;
        }
        var any = false;
        for (var at = 0; at < run.Length;)
        {
            var length = Math.Min(lexicon.MaxScriptWord, run.Length - at);
            while (length > 1 && !lexicon.TryGet(run.Slice(at, length), out _)) length--;
            if (length > 1)
            {
                lexicon.TryGet(run.Slice(at, length), out var word);
                Add(offset + at, length, field, word, flags | last);
                flags = TokenFlags.None;
                any = true;
            }
            at += Math.Max(length, 1);
        }
        if (any || run.IsEmpty) return;
        Add(offset, run.Length, field, default, flags | last);
        flags = TokenFlags.None;
    }

    /// <summary>Looks a word up by its lower case; outside ASCII by its folded form.</summary>
    private Word Look(ReadOnlySpan<char> word)
    {
        if (WordKey.TryOf(word, out var key)) return lexicon.TryGet(key, out var found) ? found : default;
        if (word.Length > MaxWord) return default;
        return lexicon.TryGetAscii(word, out var known) ? known : LookFolded(word);
    }

    private Word LookFolded(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[MaxWord];
        var length = 0;
        foreach (var c in word)
        {
            if (Scripts.IsInvisible(c)) continue;
            var plain = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c == '\u2019' ? '\'' : c;
            lower[length++] = char.ToLowerInvariant(plain);
        }
        if (lexicon.TryGet(lower[..length], out var known)) return known;
        var folded = Fold(new string(lower[..length]));
        return folded is not null && lexicon.TryGet(folded, out known) ? known : default;
    }

    /// <summary>The word in compatibility form without accents (mathematical letters, é), or null where that is no text.</summary>
    private static string? Fold(string word)
    {
        foreach (var c in word)
        {
            // The one noncharacter that normalisation refuses, too.
            if (c == '\uFFFE') return null;
        }
        foreach (var c in word)
        {
            if (char.IsSurrogate(c)) return FoldPairs(word);
        }
        return WithoutMarks(word);
    }

    private static string? FoldPairs(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsSurrogate(word[i])) continue;
            if (i + 1 == word.Length || !char.IsSurrogatePair(word[i], word[i + 1])) return null;
            i++;
        }
        return WithoutMarks(word);
    }

    /// <summary>A word in compatibility form, lower case, without accents.</summary>
    internal static string WithoutMarks(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(char.ToLowerInvariant(c));
        }
        return plain.ToString();
    }

    private void Add(int start, int length, int field, Word word, TokenFlags flags)
    {
        if (Count == _tokens.Length) Array.Resize(ref _tokens, Count * 2);
        _tokens[Count++] = new Token(start, length, field, word.Lemma, word.Forms, flags, word.Classes);
    }
}

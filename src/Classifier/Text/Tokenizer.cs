using System.Runtime.CompilerServices;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Cuts names (in any convention) and prose into words, each looked up once. Reused; for one thread at a time.</summary>
internal sealed class Tokenizer(WordTable lexicon)
{
    /// <summary>Tokens there always are behind the last, for who looks ahead; they mean nothing.</summary>
    public const int Slack = 8;

    private const int MaxWord = 40;
    private const int Least = 256;
    private Token[] _tokens = new Token[Least];

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    /// <summary>The tokens in order, and behind the last of them some slack.</summary>
    public Token[] Tokens => _tokens;

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        if (_tokens.Length > 1 << 15) _tokens = new Token[Least];
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
            if (LetterCodes.IsWord(name.Codes[at]) && name.TryReadWord(at, out var word))
            {
                if (word.HasInnerCapital || word.HasDigit)
                {
                    AddNameParts(text, word, at, offset, field, ref flags);
                }
                else
                {
                    AddNameWord(text.Slice(at, word.Length), word.Key, lexicon.Get(word.Key), offset + at, field, ref flags);
                }
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
            else AddNameWord(text[at..end], default, Look(text[at..end]), offset + at, field, ref flags);
            at = end;
        }
    }

    /// <summary>Adds the words of a row of letters and digits.</summary>
    private void AddNameParts(ReadOnlySpan<char> text, in CodedWord row, int start, int offset, int field, ref TokenFlags flags)
    {
        for (var at = start; at < start + row.Length;)
        {
            if (CharTable.IsDigit(text[at]))
            {
                at = AddDigits(text, at, offset, field, ref flags);
                continue;
            }
            var end = WordEnd(text, at);
            var key = Part(row.Key, at - start, end - at);
            AddNameWord(text[at..end], key, lexicon.Get(key), offset + at, field, ref flags);
            at = end;
        }
    }

    /// <summary>Some letters of a word, as a word.</summary>
    private static WordKey Part(in WordKey word, int start, int length)
    {
        var shift = 8 * start;
        var cut = shift == 0 ? word
            : shift < 64 ? new WordKey((word.Low >> shift) | (word.High << (64 - shift)), word.High >> shift)
            : new WordKey(word.High >> (shift - 64), 0);
        return cut.First(length);
    }

    /// <summary>Adds the words of prose.</summary>
    public void AddProse(CodedText text, int offset, int field)
    {
        var prose = new ProseScanner(text.Chars);
        for (var at = prose.PassSigns(0); at < text.Chars.Length; at = prose.PassSigns(at))
        {
            var end = AddPlainWords(text, at, offset, field, ref prose);
            at = end > at ? end : AddOther(text, at, offset, field, ref prose);
        }
    }

    /// <summary>Adds words of ASCII letters and digits with a space between, as most are, up to a sign or a word of another kind.</summary>
    /// <returns>Where that stands; the start where the first word is none of these.</returns>
    private int AddPlainWords(in CodedText text, int start, int offset, int field, ref ProseScanner prose)
    {
        var chars = text.Chars;
        var codes = text.Codes;
        var flags = prose.Flags;
        for (var at = start; ;)
        {
            var word = LetterCodes.Read(codes, at, chars.Length - at);
            var end = at + word.Length;
            if (word.Length == 0) return at;
            var follows = end < chars.Length ? chars[end] : ' ';
            if (follows != ' ' && (codes[end] != 0 || !prose.EndsWord(end))) return at;
            var known = lexicon.Get(word.Key);
            if (word.HasInnerCapital && known.Lemma == 0 && IsMixed(word)) flags |= TokenFlags.Identifier;
            Add(offset + at, word.Length, field, known, flags);
            prose.Take(word.Length);
            if (follows != ' ' || end + 1 >= chars.Length) return end;
            flags = prose.Flags;
            at = end + 1;
        }
    }

    /// <summary>Whether a capital stands behind a small letter: such a word is the name of something where it is not known.</summary>
    private static bool IsMixed(in CodedWord word) => (word.Capitals & (~(word.Capitals | word.Digits) << 1)) != 0;

    /// <summary>Adds a word of prose that is no plain one: an identifier, an address, a word of another script.</summary>
    /// <returns>Where it ends.</returns>
    private int AddOther(in CodedText text, int start, int offset, int field, ref ProseScanner prose)
    {
        var end = prose.Skip(start, out var isIdentifier);
        var word = text.Chars[start..end];
        var flags = prose.Flags | (isIdentifier ? TokenFlags.Identifier : 0);
        if (Scripts.IsUnspaced(word[0])) AddUnspaced(word, offset + start, field, ref flags);
        else AddProseWord(word, offset + start, field, flags);
        prose.Take(word.Length);
        return end;
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

    private void AddNameWord(ReadOnlySpan<char> word, in WordKey key, Word found, int offset, int field, ref TokenFlags flags)
    {
        if (found.Lemma == 0 && word.Length >= 6 && TrySplit(word, key, out var cut, out var head, out var tail))
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
    private bool TrySplit(ReadOnlySpan<char> word, in WordKey key, out int cut, out Word head, out Word tail)
    {
        for (cut = Math.Min(word.Length - 3, 12); cut >= 3; cut--)
        {
            head = LookPart(word, key, 0, cut);
            if (!head.HasForm(WordForms.Base)) continue;
            tail = LookPart(word, key, cut, word.Length - cut);
            if (tail.Lemma != 0 && (IsPlainVerb(head) || (IsPlainVerb(tail) && tail.HasForm(WordForms.Base)))) return true;
        }
        head = tail = default;
        return false;
    }

    private Word LookPart(ReadOnlySpan<char> word, in WordKey key, int start, int length)
    {
        if (key.IsEmpty) return Look(word.Slice(start, length));
        return lexicon.Get(Part(key, start, length));
    }

    private static bool IsPlainVerb(Word word) => word.Is(WordClasses.Verb) && !word.Is(WordClasses.NounFirst);

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
            var length = LookUnspaced(run[at..], out var word);
            if (length > 1)
            {
                Add(offset + at, length, field, word, flags | last);
                flags = TokenFlags.None;
                any = true;
            }
            at += length;
        }
        if (any || run.IsEmpty) return;
        Add(offset, run.Length, field, default, flags | last);
        flags = TokenFlags.None;
    }

    /// <summary>The length of the longest word with which a text begins; 1, and no word, where there is none of two characters.</summary>
    private int LookUnspaced(ReadOnlySpan<char> text, out Word word)
    {
        word = default;
        if (!lexicon.BeginsScriptWord(text[0])) return 1;
        for (var length = Math.Min(lexicon.MaxScriptWord, text.Length); length > 1; length--)
        {
            if (lexicon.TryGet(text[..length], out word)) return length;
        }
        return 1;
    }

    /// <summary>Looks a word up by its lower case; outside ASCII by its folded form.</summary>
    private Word Look(ReadOnlySpan<char> word)
    {
        if (WordKey.TryOf(word, out var key)) return lexicon.Get(key);
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
        // What is left of a word of Latin letters and an apostrophe (user’s) has nothing more to fold.
        if (Ascii.IsValid(lower[..length])) return default;
        var folded = WordFolder.Fold(new string(lower[..length]));
        return folded is not null && lexicon.TryGet(folded, out known) ? known : default;
    }

    private void Add(int start, int length, int field, Word word, TokenFlags flags)
    {
        if (Count >= _tokens.Length - Slack) Grow();
        _tokens[Count++] = new Token(start, length, field, word, flags);
    }

    private void Grow()
    {
        var more = new Token[_tokens.Length * 2];
        Array.Copy(_tokens, more, Count);
        _tokens = more;
    }
}

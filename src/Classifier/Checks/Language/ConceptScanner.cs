using System.Numerics;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// Reads a text once and notes each word or phrase of the lexicon with the clause and sentence it stands in.
/// Linear: every character is visited a bounded number of times.
/// </summary>
internal ref struct ConceptScanner
{
    private const int LongestGap = 3;

    private readonly Lexicon _lexicon;
    private readonly ReadOnlySpan<char> _text;
    private readonly bool _identifiers;
    private readonly ConceptScan _into;
    private readonly SpecialConcepts _special;
    private int _at;
    private int _word;
    private int _sentence;
    private int _clause;
    private int _spelling;
    private int _codes;
    private int _identifierStart;

    private ConceptScanner(Lexicon lexicon, SpecialConcepts special, ReadOnlySpan<char> text, bool identifiers, ConceptScan into)
    {
        _lexicon = lexicon;
        _special = special;
        _text = text;
        _identifiers = identifiers;
        _into = into;
        _identifierStart = -1;
    }

    /// <summary>Scans a text.</summary>
    /// <param name="lexicon">The words.</param>
    /// <param name="special">Concepts that have a shape instead of words: URLs, addresses, identifiers.</param>
    /// <param name="text">ASCII as it stands, anything else folded.</param>
    /// <param name="identifiers">Whether the text is a name, where an inner capital begins a word.</param>
    /// <param name="into">Receives the hits; cleared first.</param>
    public static void Scan(Lexicon lexicon, SpecialConcepts special, ReadOnlySpan<char> text, bool identifiers, ConceptScan into)
    {
        into.Clear();
        var scanner = new ConceptScanner(lexicon, special, text, identifiers, into);
        scanner.Run();
        into.Words = scanner._word;
    }

    private void Run()
    {
        Span<char> buffer = stackalloc char[Lexicon.MaxWordLength];
        while (_at < _text.Length)
        {
            var kind = CharKinds.Of(_text[_at]);
            switch (kind)
            {
                case CharKind.Letter or CharKind.Digit:
                    Word(buffer);
                    break;
                case CharKind.Unspaced:
                    Unspaced();
                    break;
                default:
                    Separator(kind);
                    break;
            }
        }
    }

    private void Word(scoped Span<char> buffer)
    {
        var start = _at;
        var length = ReadWord(_text, ref _at, buffer, _identifiers, out var shape);
        if (_identifierStart < 0) _identifierStart = start;
        if (_at - start > _into.LongestWord) _into.LongestWord = _at - start;
        if ((shape & WordShape.Mixed) != 0) _into.MixedWords++;
        _spelling = _at - start == 1 ? _spelling + 1 : 0;
        if (_spelling > _into.LongestSpelling) _into.LongestSpelling = _spelling;
        _codes = _at - start is 2 or 3 or 4 or 8 && (shape & WordShape.Number) != 0 ? _codes + 1 : 0;
        if (_codes > _into.LongestCodes) _into.LongestCodes = _codes;
        if (length > 0) LookUp(buffer[..length], start);
        _word++;
        EndIdentifier(shape);
    }

    private void EndIdentifier(WordShape shape)
    {
        if (_identifiers) return;
        if (_at + 1 < _text.Length && _text[_at] == '_' && CharKinds.IsWord(_text[_at + 1])) return;
        var joined = (shape & WordShape.Camel) != 0 || _text[_identifierStart.._at].Contains('_');
        if (joined) Add(_identifierStart, _at - _identifierStart, _word - 1, _special.Identifier);
        _identifierStart = -1;
    }

    private void LookUp(scoped ReadOnlySpan<char> word, int start)
    {
        if (_lexicon.Unknown(word, out var stems)) return;
        var entry = _lexicon.Find(word);
        var concepts = entry?.Exact ?? UInt128.Zero;
        if (entry is { Phrases.Count: > 0 } && Phrase(entry.Phrases, start)) return;
        for (; stems != 0; stems &= stems - 1)
        {
            var length = BitOperations.TrailingZeroCount(stems);
            if (length > word.Length) break;
            if (_lexicon.Find(word[..length]) is not { } stem) continue;
            if (stem.StemPhrases.Count > 0 && Phrase(stem.StemPhrases, start)) return;
            concepts |= stem.Stem;
        }
        if (concepts == UInt128.Zero) return;
        if ((concepts & _special.Break) != UInt128.Zero) _clause++;
        Add(start, _at - start, _word, concepts);
    }

    /// <summary>Tries the phrases that begin with the word just read; on success the reader stands behind the phrase.</summary>
    private bool Phrase(List<LexiconTerm> phrases, int start)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.Prefix != '\0' && (start == 0 || _text[start - 1] != phrase.Prefix)) continue;
            var end = _at;
            if (!Rest(phrase, ref end)) continue;
            _at = end;
            if (phrase.Concepts != UInt128.Zero) Add(start, end - start, _word, phrase.Concepts);
            if ((phrase.Concepts & _special.Break) != UInt128.Zero) _clause++;
            _word += phrase.Words.Length - 1;
            return true;
        }
        return false;
    }

    private readonly bool Rest(LexiconTerm phrase, ref int end)
    {
        Span<char> buffer = stackalloc char[Lexicon.MaxWordLength];
        for (var index = 1; index < phrase.Words.Length; index++)
        {
            var next = end;
            while (next < _text.Length && next - end < LongestGap && !CharKinds.IsWord(_text[next])) next++;
            if (next == end && !_identifiers || next >= _text.Length || !CharKinds.IsWord(_text[next])) return false;
            var length = ReadWord(_text, ref next, buffer, _identifiers, out _);
            var wanted = phrase.Words[index].AsSpan();
            var word = buffer[..length];
            if (!(phrase.Stems[index] ? word.StartsWith(wanted) : word.SequenceEqual(wanted))) return false;
            end = next;
        }
        return true;
    }

    private void Unspaced()
    {
        var length = _lexicon.FindUnspaced(_text[_at..], out var concepts);
        if (length > 0) Add(_at, length, _word, concepts);
        _at += Math.Max(length, 1);
        // Two ideographs make about one word: distances stay comparable between languages.
        if (length > 0 || (_at & 1) == 0) _word++;
        _identifierStart = -1;
        _spelling = 0;
    }

    private void Separator(CharKind kind)
    {
        var c = _text[_at];
        switch (kind)
        {
            case CharKind.Stop when _at + 1 >= _text.Length || !CharKinds.IsWord(_text[_at + 1]):
            case CharKind.FullStop:
                _sentence++;
                _clause++;
                break;
            case CharKind.Comma:
                _clause++;
                if (c == ';') _sentence++;
                if (c == ':' && _text[_at..].StartsWith("://")) Address(_special.Url);
                break;
            case CharKind.Line when StartsParagraph():
                _sentence++;
                _clause++;
                break;
            case CharKind.Separator when c == '@' && LooksLikeDomain(_at + 1):
                Address(_special.Email);
                break;
        }
        if (kind != CharKind.Underscore) _identifierStart = -1;
        _at++;
    }

    /// <summary>Whether the line break at the reader ends a paragraph or a list item rather than wraps a sentence.</summary>
    private readonly bool StartsParagraph()
    {
        var next = _at + 1;
        while (next < _text.Length && _text[next] is ' ' or '\t' or '\r') next++;
        return next >= _text.Length || _text[next] is '\n' or '-' or '*' or '#' or '<' or '•' or '[';
    }

    private readonly bool LooksLikeDomain(int start)
    {
        var dot = -1;
        var index = start;
        for (; index < _text.Length && index - start < 64 && (CharKinds.IsWord(_text[index]) || _text[index] is '.' or '-'); index++)
        {
            if (_text[index] == '.' && index > start) dot = index;
        }
        return dot > start && index - dot > 2 && start > 1 && CharKinds.IsWord(_text[start - 2]);
    }

    /// <summary>Adds the run without spaces around the reader as a URL or an e-mail address.</summary>
    private readonly void Address(UInt128 concept)
    {
        var start = _at;
        while (start > 0 && _at - start < 64 && !char.IsWhiteSpace(_text[start - 1]) && _text[start - 1] is not ('(' or '"' or '\'' or '<' or '`' or '=')) start--;
        var end = _at + 1;
        while (end < _text.Length && end - _at < 256 && !char.IsWhiteSpace(_text[end]) && _text[end] is not (')' or '"' or '\'' or '>' or '`' or ',')) end++;
        Add(start, end - start, _word, concept);
    }

    private readonly void Add(int start, int length, int word, UInt128 concepts) =>
        _into.Add(new ConceptHit(start, length, word, _sentence, _clause, concepts));

    /// <summary>Reads one word, folded to lower case, into the buffer: its length there, or 0 when it is longer than any known word.</summary>
    private static int ReadWord(ReadOnlySpan<char> text, ref int at, Span<char> buffer, bool splitCamel, out WordShape shape)
    {
        var length = 0;
        var letters = false;
        var digitInside = false;
        shape = WordShape.None;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            var kind = CharKinds.Of(c);
            if (kind == CharKind.Apostrophe && letters && at + 1 < text.Length && CharKinds.Of(text[at + 1]) == CharKind.Letter) continue;
            if (kind is not (CharKind.Letter or CharKind.Digit)) break;
            var upper = c is >= 'A' and <= 'Z';
            if (upper && length > 0 && text[at - 1] is >= 'a' and <= 'z')
            {
                shape |= WordShape.Camel;
                if (splitCamel) break;
            }
            if (kind == CharKind.Letter)
            {
                if (digitInside) shape |= WordShape.Mixed;
                letters = true;
            }
            else
            {
                digitInside |= letters;
                shape |= WordShape.Number;
            }
            if (length < buffer.Length) buffer[length] = upper ? (char)(c | 0x20) : c;
            length++;
        }
        return length <= buffer.Length ? length : 0;
    }

    [Flags]
    private enum WordShape
    {
        None = 0,
        Camel = 1,
        Mixed = 2,
        Number = 4,
    }
}

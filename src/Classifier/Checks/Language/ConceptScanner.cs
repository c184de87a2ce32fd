namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// Reads a text once and notes each word or phrase of the lexicon with the clause and sentence it stands in.
/// Linear: every character is visited a bounded number of times.
/// </summary>
internal ref struct ConceptScanner
{
    private const int LongestGap = 3;
    private const int LongWord = 16;
    private const char ArabicPrefixes = '\u0620';
    private const char ArabicEnd = '\u0650';

    private readonly Lexicon _lexicon;
    private readonly ReadOnlySpan<char> _text;
    private readonly bool _identifiers;
    private readonly ConceptScan _into;
    private readonly SpecialConcepts _special;
    private readonly Span<LexiconEntry?> _found;
    private int _at;
    private int _word;
    private int _sentence;
    private int _clause;
    private int _spelling;
    private int _codes;
    private int _identifierStart;
    private bool _underscore;

    private ConceptScanner(Lexicon lexicon, SpecialConcepts special, ReadOnlySpan<char> text, bool identifiers, ConceptScan into)
    {
        _found = into.Found;
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
            if (_text[_at] is ' ' or '\t')
            {
                Blanks();
                continue;
            }
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

    private void Blanks()
    {
        var start = _at++;
        while (_at < _text.Length && _text[_at] is ' ' or '\t') _at++;
        if (_at - start > _into.WidestGap) _into.WidestGap = _at - start;
        _identifierStart = -1;
    }

    private void Word(scoped Span<char> buffer)
    {
        var start = _at;
        var beginning = Skim(out var shape);
        var length = _at - start;
        if (_identifierStart < 0) _identifierStart = start;
        if (length >= LongWord) LongWordAt(start, shape);
        if ((shape & WordShape.Mixed) != 0) _into.MixedWords++;
        _spelling = length == 1 ? _spelling + 1 : 0;
        if (_spelling > _into.LongestSpelling) _into.LongestSpelling = _spelling;
        _codes = length is 2 or 3 or 4 or 8 && (shape & WordShape.Number) != 0 ? _codes + 1 : 0;
        if (_codes > _into.LongestCodes) _into.LongestCodes = _codes;
        if (_lexicon.MayBegin(beginning) || _text[start] >= ArabicPrefixes && _text[start] < ArabicEnd)
        {
            var at = start;
            var folded = WordReader.Read(_text, ref at, buffer, _identifiers, out _);
            if (folded > 0) LookUp(buffer[..folded], start);
        }
        _word++;
        if (!_identifiers) EndIdentifier(shape);
    }

    /// <summary>Passes over one word and gives its first three letters as the lexicon counts them: most words need no more.</summary>
    private ulong Skim(out WordShape shape)
    {
        var text = _text;
        var start = _at;
        var at = start;
        var (length, inner, digits) = (0, false, false);
        var beginning = 0UL;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            var lower = CharKinds.Lower(c);
            if (lower == '\0')
            {
                if (length == 0 || CharKinds.Of(c) != CharKind.Apostrophe || at + 1 >= text.Length || CharKinds.Of(text[at + 1]) != CharKind.Letter) break;
                continue;
            }
            digits |= lower <= '9';
            if (lower != c && length > 0)
            {
                inner = true;
                if (_identifiers && text[at - 1] is >= 'a' and <= 'z') break;
            }
            if (length < 3) beginning |= (ulong)lower << (16 * length);
            length++;
        }
        _at = at;
        shape = inner || digits ? WordReader.ShapeOf(text[start..at]) : WordShape.None;
        return beginning;
    }

    private readonly void LongWordAt(int start, WordShape shape)
    {
        var word = _text[start.._at];
        if ((shape & (WordShape.Number | WordShape.Camel)) == 0)
        {
            _into.LongestWord = Math.Max(_into.LongestWord, word.Length);
            return;
        }
        var turns = 0;
        for (var at = 1; at < word.Length; at++)
        {
            if (char.IsAsciiLetterUpper(word[at]) != char.IsAsciiLetterUpper(word[at - 1])) turns++;
        }
        if (turns >= 8 || (shape & WordShape.Number) != 0) _into.LooksEncoded = true;
    }

    private void EndIdentifier(WordShape shape)
    {
        var joined = _at < _text.Length && _text[_at] == '_';
        _underscore |= joined;
        if (joined && _at + 1 < _text.Length && CharKinds.IsWord(_text[_at + 1])) return;
        // A capital in front makes a type or a brand (LaTeX), not a tool.
        if (_underscore && _text[_identifierStart.._at].Contains('_') || (shape & WordShape.Camel) != 0 && char.IsAsciiLetterLower(_text[_identifierStart]))
            Add(_identifierStart, _at - _identifierStart, _word - 1, _special.Identifier);
        _identifierStart = -1;
        _underscore = false;
    }

    private void LookUp(scoped ReadOnlySpan<char> word, int start)
    {
        var count = _lexicon.LookUp(word, _found);
        // Arabic writes "and", "so" and "to the" together with the word.
        if (count == 0 && word.Length > 3 && word[0] is '\u0648' or '\u0641' or '\u0628' or '\u0644') count = _lexicon.LookUp(word[1..], _found);
        if (count == 0) return;
        var concepts = ConceptSet.None;
        foreach (var entry in _found[..count])
        {
            if (entry!.Phrases.Count > 0 && MayFollow(entry) && Phrase(entry.Phrases, start)) return;
            concepts |= entry.Concepts;
        }
        if (concepts.IsEmpty) return;
        if (concepts.Overlaps(_special.Break)) _clause++;
        Add(start, _at - start, _word, concepts);
    }

    /// <summary>Whether the next word begins as the second word of one of the phrases does.</summary>
    private readonly bool MayFollow(LexiconEntry entry)
    {
        if (entry.AnyFollower) return true;
        var next = _at;
        while (next < _text.Length && next - _at < LongestGap && CharKinds.Lower(_text[next]) == '\0') next++;
        return next < _text.Length && (entry.Followers >> (CharKinds.Lower(_text[next]) & 63) & 1) != 0;
    }

    /// <summary>Tries the phrases that begin with the word just read; on success the reader stands behind the phrase.</summary>
    private bool Phrase(List<LexiconTerm> phrases, int start)
    {
        // The next word is read once for all phrases.
        Span<char> buffer = stackalloc char[Lexicon.MaxWordLength];
        var behind = _at;
        var next = NextWord(buffer, ref behind);
        foreach (var phrase in phrases)
        {
            if (phrase.Prefix != '\0' && (start == 0 || _text[start - 1] != phrase.Prefix)) continue;
            var end = _at;
            if (phrase.Words.Length > 1)
            {
                if (next == 0 || !Matches(phrase, 1, buffer[..next])) continue;
                end = behind;
                if (phrase.Words.Length > 2 && !Rest(phrase, ref end)) continue;
            }
            _at = end;
            if (!phrase.Concepts.IsEmpty) Add(start, end - start, _word, phrase.Concepts);
            if (phrase.Concepts.Overlaps(_special.Break)) _clause++;
            _word += phrase.Words.Length - 1;
            return true;
        }
        return false;
    }

    private readonly bool Rest(LexiconTerm phrase, ref int end)
    {
        Span<char> buffer = stackalloc char[Lexicon.MaxWordLength];
        for (var index = 2; index < phrase.Words.Length; index++)
        {
            var length = NextWord(buffer, ref end);
            if (length == 0 || !Matches(phrase, index, buffer[..length])) return false;
        }
        return true;
    }

    private static bool Matches(LexiconTerm phrase, int index, ReadOnlySpan<char> word) =>
        phrase.Stems[index] ? word.StartsWith(phrase.Words[index]) : word.SequenceEqual(phrase.Words[index]);

    /// <summary>Reads the word behind a short gap: its length, or 0 where none follows.</summary>
    private readonly int NextWord(Span<char> buffer, ref int at)
    {
        var next = at;
        while (next < _text.Length && next - at < LongestGap && !CharKinds.IsWord(_text[next])) next++;
        if (next == at && !_identifiers || next >= _text.Length || !CharKinds.IsWord(_text[next])) return 0;
        var length = WordReader.Read(_text, ref next, buffer, _identifiers, out _);
        at = next;
        return length;
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
            case CharKind.Line when Surroundings.StartsParagraph(_text, _at):
                _into.Paragraphs++;
                _sentence++;
                _clause++;
                break;
            case CharKind.Separator when c == '@' && Surroundings.LooksLikeDomain(_text, _at + 1):
                Address(_special.Email);
                break;
        }
        if (kind != CharKind.Underscore) _identifierStart = -1;
        _at++;
    }

    /// <summary>Adds the run without spaces around the reader as a URL or an e-mail address.</summary>
    private readonly void Address(ConceptSet concept)
    {
        var (start, end) = Surroundings.RunAt(_text, _at);
        Add(start, end - start, _word, concept);
    }

    private readonly void Add(int start, int length, int word, ConceptSet concepts) =>
        _into.Add(new ConceptHit(start, length, word, _sentence, _clause, concepts));
}

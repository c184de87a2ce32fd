using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// Reads a text once and notes each word or phrase of the lexicon with the clause and sentence it stands in.
/// Linear: every character is visited a bounded number of times.
/// </summary>
internal ref struct ConceptScanner
{
    private const int LongWord = 16;

    private readonly WordMemo _words;
    private readonly CodedText _text;
    private readonly TermReader _terms;
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
    private bool _underscore;

    private ConceptScanner(WordMemo words, SpecialConcepts special, CodedText text, bool identifiers, ConceptScan into)
    {
        _words = words;
        _special = special;
        _text = text;
        _terms = new TermReader(text, identifiers);
        _identifiers = identifiers;
        _into = into;
        _identifierStart = -1;
    }

    /// <summary>Scans a text.</summary>
    /// <param name="words">The words of the lexicon.</param>
    /// <param name="special">Concepts that have a shape instead of words: URLs, addresses, identifiers.</param>
    /// <param name="text">ASCII as it stands, anything else folded.</param>
    /// <param name="identifiers">Whether the text is a name, where an inner capital begins a word.</param>
    /// <param name="into">Receives the hits; cleared first.</param>
    public static void Scan(WordMemo words, SpecialConcepts special, CodedText text, bool identifiers, ConceptScan into)
    {
        into.Clear();
        var scanner = new ConceptScanner(words, special, text, identifiers, into);
        scanner.Run();
        into.Words = scanner._word;
        into.Seal();
    }

    private void Run()
    {
        while (_at < _text.Chars.Length)
        {
            if (LetterCodes.IsWord(_text.Codes[_at]))
            {
                if (_identifiers || _identifierStart >= 0 || PlainWords()) Word();
                continue;
            }
            var c = _text.Chars[_at];
            if (c == ' ' && LetterCodes.IsWord(_text.Codes[_at + 1]) && _at + 1 < _text.Chars.Length)
            {
                // Between most words stands one blank.
                _at++;
                _identifierStart = -1;
                continue;
            }
            if (c is ' ' or '\t')
            {
                Blanks();
                continue;
            }
            var kind = CharKinds.Of(c);
            switch (kind)
            {
                case CharKind.Letter or CharKind.Digit:
                    Word();
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
        while (_at < _text.Chars.Length && _text.Chars[_at] is ' ' or '\t') _at++;
        if (_at - start > _into.WidestGap) _into.WidestGap = _at - start;
        _identifierStart = -1;
    }

    /// <summary>
    /// Reads words with one blank between, up to one that is not plainly spelled or goes on as a term, which <see cref="Word"/>
    /// is to read. A word is noted when the next one is read, since a term may begin with both. Whether it means anything can't
    /// be guessed, so nothing branches on it.
    /// </summary>
    /// <returns>Whether it stopped at a word.</returns>
    private bool PlainWords()
    {
        var text = _text;
        var (at, last, length, word) = (_at, _at, 0, _word - 1);
        var known = KnownWord.Unknown;
        while (text.TryReadWord(at, out var read) && read.IsOneCase && read.Length < LongWord)
        {
            if ((known.Seconds & LexiconEntry.SecondBit(read.Key)) != 0 && _terms.GoesOn(known, last, read.Key.Low, read.Key.High, at + read.Length)) return StopAt(last, word, true);
            Put(last, length, word++, known);
            known = _words.Find(read.Key, read.Length);
            (last, length) = (at, read.Length);
            var end = at + read.Length;
            if (end + 1 < text.Chars.Length && text.Chars[end] == ' ' && LetterCodes.IsWord(text.Codes[end + 1]))
            {
                at = end + 1;
                continue;
            }
            if ((end < text.Chars.Length && text.Chars[end] == '_') || _terms.MayGoOn(known, end)) return StopAt(last, word, true);
            Put(last, length, word, known);
            return StopAt(end, word + 1, false);
        }
        if (length == 0) return true;
        if (_terms.MayGoOn(known, last + length)) return StopAt(last, word, true);
        Put(last, length, word, known);
        return StopAt(at, word + 1, true);
    }

    private bool StopAt(int at, int word, bool atWord)
    {
        (_at, _word, _codes) = (at, word, 0);
        return atWord;
    }

    /// <summary>Notes a plain word; of one without a length, nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int start, int length, int word, KnownWord known)
    {
        ref var place = ref _into.Room();
        _clause += known.Breaks;
        place = new ConceptHit(start, length, word, _sentence, _clause, known.Concepts);
        _into.Keep(known.Hits);
        if (length == 1) NoteShape(start, start + 1, WordShape.None);
        else if (length > 1) _spelling = 0;
    }

    private void Word()
    {
        var start = _at;
        if (_identifierStart < 0) _identifierStart = start;
        WordShape shape;
        if (_text.TryReadWord(start, out var word) && !(_identifiers && word.HasInnerCapital))
        {
            _at = start + word.Length;
            shape = WordReader.ShapeOf(word);
            if (shape == WordShape.None && word.Length is > 1 and < LongWord) _spelling = _codes = 0;
            else NoteShape(start, _at, shape);
            if (_words.Find(word.Key, word.Length) is { IsKnown: true } known) Found(known, start);
        }
        else
        {
            shape = _identifiers && word.Length > 0 ? WordOfName(start) : WordByLetters(start);
        }
        _word++;
        if (_identifiers) return;
        if (shape == WordShape.None && !_underscore && (_at == _text.Chars.Length || _text.Chars[_at] != '_')) _identifierStart = -1;
        else EndIdentifier(shape);
    }

    /// <summary>Reads a word that ends at an inner capital.</summary>
    private WordShape WordOfName(int start)
    {
        if (!_text.TryReadWord(start, out var all)) return WordByLetters(start);
        var word = all.UpToCapital();
        _at = start + word.Length;
        var shape = WordReader.ShapeOf(word);
        NoteShape(start, _at, shape);
        if (_words.Find(word.Key, word.Length) is { IsKnown: true } known) Found(known, start);
        return shape;
    }

    /// <summary>Reads a word that is long, or holds an apostrophe or letters outside ASCII.</summary>
    private WordShape WordByLetters(int start)
    {
        Span<char> buffer = stackalloc char[Lexicon.MaxWordLength];
        var length = WordReader.Read(_text.Chars, ref _at, buffer, _identifiers, out var shape);
        NoteShape(start, _at, shape);
        if (length > 0 && LookUp(buffer[..length]) is { IsKnown: true } known) Found(known, start);
        return shape;
    }

    private readonly KnownWord LookUp(scoped ReadOnlySpan<char> word)
    {
        var known = _words.Find(word);
        // Arabic writes "and", "so" and "to the" together with the word.
        return !known.IsKnown && word.Length > 3 && word[0] is '\u0648' or '\u0641' or '\u0628' or '\u0644' ? _words.Find(word[1..]) : known;
    }

    private void NoteShape(int start, int end, WordShape shape)
    {
        var length = end - start;
        if (length >= LongWord) _into.NoteLongWord(_text.Chars[start..end], shape);
        if ((shape & WordShape.Mixed) != 0) _into.MixedWords++;
        _spelling = length == 1 ? _spelling + 1 : 0;
        if (_spelling > _into.LongestSpelling) _into.LongestSpelling = _spelling;
        _codes = length is 2 or 3 or 4 or 8 && (shape & WordShape.Number) != 0 ? _codes + 1 : 0;
        if (_codes > _into.LongestCodes) _into.LongestCodes = _codes;
    }

    private void EndIdentifier(WordShape shape)
    {
        var joined = _at < _text.Chars.Length && _text.Chars[_at] == '_';
        _underscore |= joined;
        if (joined && _at + 1 < _text.Chars.Length && CharKinds.IsWord(_text.Chars[_at + 1])) return;
        // A capital in front makes a type or a brand (LaTeX), not a tool.
        if (_underscore && _text.Chars[_identifierStart.._at].Contains('_') || (shape & WordShape.Camel) != 0 && char.IsAsciiLetterLower(_text.Chars[_identifierStart]))
            Add(_identifierStart, _at - _identifierStart, _word - 1, _special.Identifier);
        _identifierStart = -1;
        _underscore = false;
    }

    /// <summary>Notes what the word just read means: a term of several words where one goes on, else the word.</summary>
    private void Found(KnownWord known, int start)
    {
        if (known.BeginsTerms && _terms.Find(known, start, ref _at) is { } term)
        {
            _into.Traits |= TextTraitsReader.Of(_text.Chars[start.._at]);
            if (!term.Concepts.IsEmpty) Add(start, _at - start, _word, term.Concepts);
            if (term.Concepts.Overlaps(_special.Break)) _clause++;
            _word += term.Words.Length - 1;
            return;
        }
        if (known.Hits == 0) return;
        _clause += known.Breaks;
        Add(start, _at - start, _word, known.Concepts);
    }

    private void Unspaced()
    {
        var length = _words.Lexicon.FindUnspaced(_text.Chars[_at..], out var concepts);
        if (length > 0)
        {
            Add(_at, length, _word, concepts);
            _into.Traits |= TextTraitsReader.Of(_text.Chars.Slice(_at, length));
        }
        _at += Math.Max(length, 1);
        // Two ideographs make about one word: distances stay comparable between languages.
        if (length > 0 || (_at & 1) == 0) _word++;
        _identifierStart = -1;
        _spelling = 0;
    }

    private void Separator(CharKind kind)
    {
        var c = _text.Chars[_at];
        _into.Traits |= TextTraitsReader.Of(c);
        switch (kind)
        {
            case CharKind.Stop when _at + 1 >= _text.Chars.Length || !CharKinds.IsWord(_text.Chars[_at + 1]):
            case CharKind.FullStop:
                _sentence++;
                _clause++;
                break;
            case CharKind.Comma:
                _clause++;
                if (c == ';') _sentence++;
                if (c == ':' && _text.Chars[_at..].StartsWith("://")) Address(_special.Url);
                break;
            case CharKind.Line when Surroundings.StartsParagraph(_text.Chars, _at):
                _into.Paragraphs++;
                _sentence++;
                _clause++;
                break;
            case CharKind.Separator when c == '@' && Surroundings.LooksLikeDomain(_text.Chars, _at + 1):
                Address(_special.Email);
                break;
        }
        if (kind != CharKind.Underscore) _identifierStart = -1;
        _at++;
    }

    /// <summary>Adds the run without spaces around the reader as a URL or an e-mail address.</summary>
    private readonly void Address(ConceptSet concept)
    {
        var (start, end) = Surroundings.RunAt(_text.Chars, _at);
        Add(start, end - start, _word, concept);
    }

    private readonly void Add(int start, int length, int word, ConceptSet concepts) =>
        _into.Add(new ConceptHit(start, length, word, _sentence, _clause, concepts));
}

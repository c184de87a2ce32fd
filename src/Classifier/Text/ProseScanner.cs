using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>Finds the words of prose, and where sentences, clauses and asides begin.</summary>
internal ref struct ProseScanner(CodedText text)
{
    private readonly CodedText _coded = text;
    private readonly ReadOnlySpan<char> _text = text.Chars;
    private int _at;
    private int _depth;
    private int _lastWord;
    private bool _quoted;
    private TokenFlags _flags = TokenFlags.Sentence;

    /// <summary>The next word.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="flags">Where it stands in its sentence.</param>
    /// <param name="key">The word itself where it is a plain one, else no word.</param>
    public bool Next(out int start, out int length, out TokenFlags flags, out WordKey key)
    {
        while (_at < _text.Length)
        {
            start = _at;
            var identifier = false;
            key = default;
            if (AtPlainWord(out var word))
            {
                key = word.Key;
                _at += word.Length;
            }
            else
            {
                var c = _text[_at];
                if (!IsWord(c))
                {
                    if (c != ' ') Mark(c);
                    _at++;
                    continue;
                }
                if (Scripts.IsUnspaced(c)) SkipUnspaced();
                else identifier = SkipWord();
            }
            if (AtAddress())
            {
                SkipAddress();
                identifier = true;
                key = default;
            }
            length = _at - start;
            _lastWord = length;
            flags = _flags | (identifier ? TokenFlags.Identifier : 0) | (_depth > 0 || _quoted ? TokenFlags.Aside : 0);
            _flags = TokenFlags.None;
            return true;
        }
        start = length = 0;
        flags = TokenFlags.None;
        key = default;
        return false;
    }

    /// <summary>Whether a word stands here that is no identifier and ends where its letters and digits do: most words of prose.</summary>
    private readonly bool AtPlainWord(out CodedWord word)
    {
        word = default;
        if (!LetterCodes.IsWord(_coded.Codes[_at]) || !_coded.TryReadWord(_at, out word) || word.HasInnerCapital) return false;
        var end = _at + word.Length;
        return end == _text.Length || _text[end] != '_';
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord(char c) => c < 0x80 ? CharTable.IsWord(c) : char.IsLetterOrDigit(c);

    private void SkipUnspaced()
    {
        while (_at < _text.Length && Scripts.IsUnspaced(_text[_at])) _at++;
    }

    /// <summary>Passes over a word; true when it is an identifier: an underscore inside, or a capital behind a small letter.</summary>
    private bool SkipWord()
    {
        var identifier = false;
        var start = _at;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (IsWord(c) && !Scripts.IsUnspaced(c))
            {
                identifier |= (c == '_' && _at > start) || (_at > start && CharTable.IsUpper(c) && CharTable.IsLower(_text[_at - 1]));
            }
            else if (!(c is '\'' or '\u2019' && _at + 1 < _text.Length && char.IsLetter(_text[_at + 1])) && !Scripts.IsInvisible(c))
            {
                break;
            }
        }
        return identifier;
    }

    private readonly bool AtAddress() =>
        _at + 2 < _text.Length && ((_text[_at] == ':' && _text[_at + 1] == '/' && _text[_at + 2] == '/') || (_text[_at] == '@' && char.IsLetter(_text[_at + 1])));

    private void SkipAddress()
    {
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not (')' or '"' or '>' or '`')) _at++;
    }

    private void Mark(char c)
    {
        switch (c)
        {
            case '.' or '!' or '?':
                if (c != '.' || (_lastWord > 1 && Ends(_at + 1))) Sentence();
                break;
            case '\u3002' or '\uFF01' or '\uFF1F' or '\u2022' or ';' or '\uFF1B':
                Sentence();
                break;
            case '\n':
                if (BreaksLine(_at + 1)) Sentence();
                break;
            case ',' or '/' or '\u3001' or '\uFF0C' or '|' or '&' or '+':
                _flags |= TokenFlags.Clause | TokenFlags.Listed;
                break;
            case ':' or '\uFF1A':
                _flags |= TokenFlags.Clause | TokenFlags.Colon;
                break;
            case '(' or '[' or '{' or '\uFF08' or '\u3010':
                _depth++;
                _flags |= TokenFlags.Clause;
                break;
            case ')' or ']' or '}' or '\uFF09' or '\u3011':
                if (_depth > 0) _depth--;
                _flags |= TokenFlags.Clause;
                break;
            case '"' or '`':
                _quoted = !_quoted;
                break;
            case '-':
                _flags |= _at > 0 && !char.IsWhiteSpace(_text[_at - 1]) ? TokenFlags.Hyphen : TokenFlags.Clause;
                break;
            case '\u2013' or '\u2014' or '=' or '\u2192':
                _flags |= TokenFlags.Clause;
                break;
        }
    }

    private void Sentence()
    {
        _flags = TokenFlags.Sentence;
        _quoted = false;
        _depth = 0;
    }

    private readonly bool Ends(int at) => at >= _text.Length || char.IsWhiteSpace(_text[at]) || _text[at] is ')' or '"' or '*' or '<' or '\'' || _text[at] > 0x80;

    /// <summary>True when a new line is a new sentence: an empty line, a list item, or a line that begins with a capital.</summary>
    private readonly bool BreaksLine(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t' or '\r') at++;
        if (at >= _text.Length) return true;
        var c = _text[at];
        return c is '\n' or '-' or '*' or '#' or '<' or '>' or '\u2022' || char.IsUpper(c) || char.IsAsciiDigit(c) || c > 0x80;
    }
}

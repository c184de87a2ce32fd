using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>
/// Knows where in prose sentences, clauses and asides begin, and finds the words that are none of plain letters. The
/// tokenizer goes through the text: plain words, which are most, it reads itself and has their flags from here.
/// </summary>
internal ref struct ProseScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _depth;
    private int _lastWord;
    private bool _quoted;
    private TokenFlags _flags = TokenFlags.Sentence;

    /// <summary>Where a word stands in its sentence; the next one stands behind it.</summary>
    /// <param name="length">How long the word is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TokenFlags Take(int length)
    {
        var flags = _depth > 0 || _quoted ? _flags | TokenFlags.Aside : _flags;
        _lastWord = length;
        _flags = TokenFlags.None;
        return flags;
    }

    /// <summary>Whether letters and digits end as a plain word does at a sign that is no letter and no space: no underscore, apostrophe or address follows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly bool EndsWord(int end) => _text[end] is not ('_' or '\'') && !IsAddress(end);

    /// <summary>Whether a word begins at an offset; what is none may begin a sentence or clause.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool IsWordAt(int at)
    {
        if (IsWord(_text[at])) return true;
        Mark(at);
        return false;
    }

    /// <summary>Passes over a word of any kind that begins at an offset.</summary>
    /// <param name="at">Where it begins.</param>
    /// <param name="isIdentifier">True for what has an underscore inside, or a capital behind a small letter, and for addresses.</param>
    /// <returns>Where it ends.</returns>
    public readonly int Skip(int at, out bool isIdentifier)
    {
        isIdentifier = false;
        var end = Scripts.IsUnspaced(_text[at]) ? SkipUnspaced(at) : SkipWord(at, out isIdentifier);
        if (!IsAddress(end)) return end;
        isIdentifier = true;
        return SkipAddress(end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord(char c) => c < 0x80 ? CharTable.IsWord(c) : char.IsLetterOrDigit(c);

    private readonly int SkipUnspaced(int at)
    {
        while (at < _text.Length && Scripts.IsUnspaced(_text[at])) at++;
        return at;
    }

    private readonly int SkipWord(int start, out bool isIdentifier)
    {
        isIdentifier = false;
        var at = start;
        for (; at < _text.Length; at++)
        {
            var c = _text[at];
            if (CharTable.IsWord(c))
            {
                isIdentifier |= at > start && (c == '_' || (CharTable.IsUpper(c) && CharTable.IsLower(_text[at - 1])));
            }
            else if (c >= 0x80 && char.IsLetterOrDigit(c) && !Scripts.IsUnspaced(c))
            {
                continue;
            }
            else if (!(c is '\'' or '\u2019' && at + 1 < _text.Length && char.IsLetter(_text[at + 1])) && !Scripts.IsInvisible(c))
            {
                break;
            }
        }
        return at;
    }

    private readonly bool IsAddress(int at) =>
        at + 2 < _text.Length && ((_text[at] == ':' && _text[at + 1] == '/' && _text[at + 2] == '/') || (_text[at] == '@' && char.IsLetter(_text[at + 1])));

    private readonly int SkipAddress(int at)
    {
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && _text[at] is not (')' or '"' or '>' or '`')) at++;
        return at;
    }

    private void Mark(int at)
    {
        var c = _text[at];
        switch (c)
        {
            case '.' or '!' or '?':
                if (c != '.' || (_lastWord > 1 && Ends(at + 1))) Sentence();
                break;
            case '\u3002' or '\uFF01' or '\uFF1F' or '\u2022' or ';' or '\uFF1B':
                Sentence();
                break;
            case '\n':
                if (BreaksLine(at + 1)) Sentence();
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
                _flags |= at > 0 && !char.IsWhiteSpace(_text[at - 1]) ? TokenFlags.Hyphen : TokenFlags.Clause;
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

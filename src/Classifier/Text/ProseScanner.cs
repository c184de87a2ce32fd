using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>
/// Knows where in prose sentences, clauses and asides begin, and finds the words that are none of plain letters. The
/// tokenizer goes through the text: plain words, which are most, it reads itself and has their flags from here.
/// </summary>
internal ref struct ProseScanner(ReadOnlySpan<char> text)
{
    /// <summary>The flag no word has here: of <see cref="Signs"/>, a character with which a word begins.</summary>
    private const byte Begins = (byte)TokenFlags.VerbLast;

    /// <summary>The flag that only a sign that is looked at more closely gives: of <see cref="Signs"/>, such a sign.</summary>
    private const byte Closer = (byte)TokenFlags.Hyphen;

    private readonly ReadOnlySpan<char> _text = text;
    private int _depth;
    private int _lastWord;
    private bool _quoted;
    private TokenFlags _flags = TokenFlags.Sentence;

    /// <summary>What each ASCII character says of the word behind it, in flags.</summary>
    private static ReadOnlySpan<byte> Signs =>
    [
        // A new line; then ! " & ( ) + , - . / 0-9 : ; = ?
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 128, 128, 0, 0, 0, 6, 0, 128, 128, 0, 6, 6, 128, 128, 6, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 18, 128, 0, 2, 0, 128,
        // A-Z [ ] _, then ` a-z { | }
        0, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 128, 0, 128, 0, 64,
        128, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 128, 6, 128, 0, 0,
    ];

    /// <summary>Where the next word stands in its sentence.</summary>
    public readonly TokenFlags Flags => _flags | Aside;

    private readonly TokenFlags Aside => _depth > 0 || _quoted ? TokenFlags.Aside : TokenFlags.None;

    /// <summary>Goes on behind a word.</summary>
    /// <param name="length">How long it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(int length) => (_lastWord, _flags) = (length, TokenFlags.None);

    /// <summary>Whether letters and digits end as a plain word does at an ASCII sign: no underscore, apostrophe or address follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool EndsWord(int end) => _text[end] is not ('_' or '\'' or ':' or '@') || EndsAt(end);

    private readonly bool EndsAt(int end) => _text[end] switch
    {
        '_' => false,
        '\'' => end + 1 == _text.Length || !char.IsLetter(_text[end + 1]),
        _ => !IsAddress(end),
    };

    /// <summary>Passes over signs and spaces, which may begin a sentence or clause.</summary>
    /// <returns>Where the next word begins, or the end of the text.</returns>
    public int PassSigns(int start)
    {
        var text = _text;
        for (var at = start; at < text.Length; at++)
        {
            var sign = text[at] < 0x80 ? Signs[text[at]] : char.IsLetterOrDigit(text[at]) ? Begins : Closer;
            if (sign == Begins) return at;
            if (sign == Closer) Mark(at);
            else _flags |= (TokenFlags)sign;
        }
        return text.Length;
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

    /// <summary>Marks a sign that says more than a flag.</summary>
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
            case '\u3001' or '\uFF0C':
                _flags |= TokenFlags.Clause | TokenFlags.Listed;
                break;
            case '\uFF1A':
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
            case '\u2013' or '\u2014' or '\u2192':
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

using System.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>
/// The plain part of YAML: mappings and lists by indentation, lists in brackets, plain and quoted texts, folded
/// paragraphs, comments. It gives up on anything else, and never guesses.
/// </summary>
internal sealed class PlainYaml
{
    private const string NotPlain = "-?:,[]{}#&*!|>'\"%@`";
    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private PlainYaml(string text) => _text = text;

    private int Column => _at - _lineStart;

    /// <summary>Reads a file; null where it is not plain.</summary>
    public static YamlItem? TryRead(string text)
    {
        if (!text.EndsWith('\n') || text.Contains('\t', StringComparison.Ordinal) || text.Contains('\r', StringComparison.Ordinal)) return null;
        var reader = new PlainYaml(text);
        try
        {
            reader.Skip();
            if (reader._at == text.Length || reader.Column != 0) return null;
            var root = reader.Mapping();
            reader.Skip();
            return reader._at == text.Length ? root : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static FormatException GiveUp() => new();

    /// <summary>Passes over blanks, ends of lines and comments.</summary>
    private void Skip()
    {
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '\n') NextLine(_at + 1);
            else if (c == '#' && (_at == _lineStart || _text[_at - 1] == ' ')) _at = EndOfLine() - 1;
            else if (c != ' ') return;
        }
    }

    private void NextLine(int start)
    {
        _line++;
        _lineStart = start;
    }

    private int EndOfLine()
    {
        var end = _text.IndexOf('\n', _at);
        return end < 0 ? _text.Length : end;
    }

    /// <summary>A mapping whose keys begin in the column at hand.</summary>
    private YamlItem Mapping()
    {
        var column = Column;
        var mapping = YamlItem.Mapping(_line);
        while (_at < _text.Length && Column == column)
        {
            var key = Key();
            mapping.Add(key, Value(column));
            Skip();
        }
        return _at < _text.Length && Column > column ? throw GiveUp() : mapping;
    }

    private YamlItem Key()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_')) end++;
        if (end == _at || end == _text.Length || _text[end] != ':' || _text[_at] == '-') throw GiveUp();
        var key = YamlItem.Of(_text[_at..end], _line);
        _at = end + 1;
        return _at == _text.Length || _text[_at] is ' ' or '\n' ? key : throw GiveUp();
    }

    private YamlItem Value(int column)
    {
        var line = _line;
        Skip();
        if (_at == _text.Length) throw GiveUp();
        if (_line == line) return Inline(column);
        if (IsDash() && Column >= column) return Sequence();
        return Column > column ? Mapping() : throw GiveUp();
    }

    private bool IsDash() => _text[_at] == '-' && _at + 1 < _text.Length && _text[_at + 1] == ' ';

    private YamlItem Sequence()
    {
        var column = Column;
        var list = YamlItem.List(_line);
        while (_at < _text.Length && Column == column && IsDash())
        {
            _at++;
            var line = _line;
            Skip();
            if (_line != line || _at == _text.Length) throw GiveUp();
            list.Items.Add(BeginsMapping() ? Mapping() : Inline(column));
            Skip();
        }
        return list;
    }

    private bool BeginsMapping()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_')) end++;
        return end > _at && end < _text.Length && _text[end] == ':' && (end + 1 == _text.Length || _text[end + 1] is ' ' or '\n');
    }

    /// <summary>A value that begins on the line of its key.</summary>
    private YamlItem Inline(int column)
    {
        switch (_text[_at])
        {
            case '[':
                return Flow();
            case '"' or '\'':
                return Alone(Quoted());
            case '>':
                return Folded(column);
        }
        var line = _line;
        var end = EndOfLine();
        var comment = _text.IndexOf(" #", _at, end - _at, StringComparison.Ordinal);
        var text = _text[_at..(comment < 0 ? end : comment)].TrimEnd();
        if (NotPlain.Contains(text[0], StringComparison.Ordinal) || text.Contains(": ", StringComparison.Ordinal) || text[^1] == ':') throw GiveUp();
        _at = end;
        Skip();
        // A deeper line would go on with the text.
        return _at < _text.Length && Column > column ? throw GiveUp() : YamlItem.Of(text, line);
    }

    /// <summary>Nothing but a comment may follow on the line.</summary>
    private YamlItem Alone(YamlItem item)
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
        return _at == _text.Length || _text[_at] is '\n' or '#' ? item : throw GiveUp();
    }

    private YamlItem Flow()
    {
        var list = YamlItem.List(_line);
        _at++;
        while (true)
        {
            Skip();
            if (_at == _text.Length) throw GiveUp();
            if (_text[_at] == ']') break;
            list.Items.Add(_text[_at] is '"' or '\'' ? Quoted() : FlowText());
            Skip();
            if (_at == _text.Length || _text[_at] is not (',' or ']')) throw GiveUp();
            if (_text[_at] == ',') _at++;
        }
        _at++;
        return Alone(list);
    }

    private YamlItem FlowText()
    {
        if (NotPlain.Contains(_text[_at], StringComparison.Ordinal)) throw GiveUp();
        var start = _at;
        for (; _at < _text.Length && _text[_at] is not (',' or ']' or '\n'); _at++)
        {
            if (_text[_at] is '[' or '{' or '}' || _text[_at] == '#' && _text[_at - 1] == ' ') throw GiveUp();
            if (_text[_at] == ':' && (_at + 1 == _text.Length || _text[_at + 1] is ' ' or ',' or ']' or '\n')) throw GiveUp();
        }
        return YamlItem.Of(_text[start.._at].TrimEnd(), _line);
    }

    private YamlItem Quoted()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        for (; _at < _text.Length && _text[_at] != '\n'; _at++)
        {
            var c = _text[_at];
            if (c == quote && (quote == '"' || _at + 1 == _text.Length || _text[_at + 1] != '\''))
            {
                _at++;
                return YamlItem.Of(text.ToString(), _line);
            }
            if (c == quote) _at++;
            text.Append(c == '\\' && quote == '"' ? Escape() : c);
        }
        throw GiveUp();
    }

    private char Escape()
    {
        if (++_at == _text.Length) throw GiveUp();
        var digits = _text[_at] switch { 'u' => 4, 'x' => 2, _ => 0 };
        if (digits == 0)
        {
            return _text[_at] switch
            {
                '"' => '"',
                '\\' => '\\',
                'n' => '\n',
                't' => '\t',
                _ => throw GiveUp(),
            };
        }
        if (_at + digits >= _text.Length || !ushort.TryParse(_text.AsSpan(_at + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code)) throw GiveUp();
        _at += digits;
        return (char)code;
    }

    /// <summary>A folded paragraph: lines of one indentation, joined by blanks; empty lines stay.</summary>
    private YamlItem Folded(int column)
    {
        var line = _line;
        _at++;
        if (_at == _text.Length || _text[_at] != '\n') throw GiveUp();
        var text = new StringBuilder();
        var indent = 0;
        var breaks = 0;
        while (_at < _text.Length)
        {
            NextLine(++_at);
            while (_at < _text.Length && _text[_at] == ' ') _at++;
            if (_at < _text.Length && _text[_at] == '\n')
            {
                breaks++;
                continue;
            }
            if (_at == _text.Length || Column <= column) break;
            if (indent == 0) indent = Column;
            if (Column != indent) throw GiveUp();
            if (text.Length > 0) text.Append(breaks == 0 ? " " : new string('\n', breaks));
            else if (breaks > 0) throw GiveUp();
            breaks = 0;
            var end = EndOfLine();
            if (_text[end - 1] == ' ') throw GiveUp();
            text.Append(_text, _at, end - _at);
            _at = end;
        }
        if (text.Length == 0) throw GiveUp();
        return YamlItem.Of(text.Append('\n').ToString(), line);
    }
}

using System.Buffers.Text;

namespace Catalogue.Classifier.Text;

/// <summary>
/// Writes one JSON object after the other into memory of its own, byte for byte as the framework's writer does by default:
/// no blanks, pure ASCII. Made for many short members: each is checked and copied in one pass. For one thread at a time.
/// </summary>
public sealed class JsonLine
{
    private const int MostDigits = 11;
    private readonly ByteList _bytes = new();
    private bool _any;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.Written;

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _any = false;
    }

    /// <summary>Begins an object: the whole, or an item of a list.</summary>
    public void StartObject() => Start((byte)'{');

    /// <summary>Ends the object.</summary>
    public void EndObject() => End((byte)'}');

    /// <summary>Begins a member that is a list.</summary>
    public void StartList(ReadOnlySpan<byte> name)
    {
        Name(name);
        _any = false;
        Start((byte)'[');
    }

    /// <summary>Ends the list.</summary>
    public void EndList() => End((byte)']');

    /// <summary>Writes a member that is text.</summary>
    public void Text(ReadOnlySpan<byte> name, string value)
    {
        Name(name);
        Quote(value);
    }

    /// <summary>Writes an item of a list that is text.</summary>
    public void Item(string value)
    {
        if (_any) _bytes.Write((byte)',');
        _any = true;
        Quote(value);
    }

    /// <summary>Writes a member that is a number.</summary>
    public void Number(ReadOnlySpan<byte> name, int value)
    {
        Name(name);
        if ((uint)value < 10)
        {
            _bytes.Write((byte)('0' + value));
            return;
        }
        Utf8Formatter.TryFormat(value, _bytes.Room(MostDigits), out var length);
        _bytes.Advance(length);
    }

    /// <summary>Writes a member that is true or false.</summary>
    public void Flag(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        _bytes.Write(value ? "true"u8 : "false"u8);
    }

    private void Start(byte bracket)
    {
        if (_any) _bytes.Write((byte)',');
        _bytes.Write(bracket);
        _any = false;
    }

    private void End(byte bracket)
    {
        _bytes.Write(bracket);
        _any = true;
    }

    /// <summary>Writes a member's name, which needs no escapes.</summary>
    private void Name(ReadOnlySpan<byte> name)
    {
        if (_any) _bytes.Write((byte)',');
        _any = true;
        var room = _bytes.Room(name.Length + 3);
        room[0] = (byte)'"';
        name.CopyTo(room[1..]);
        room[^2] = (byte)'"';
        room[^1] = (byte)':';
        _bytes.Advance(room.Length);
    }

    private void Quote(string value)
    {
        var room = _bytes.Room(value.Length + 2);
        room[0] = (byte)'"';
        var plain = HarmlessText.Write(value, room[1..]);
        _bytes.Advance(plain + 1);
        if (plain < value.Length) Escape(value.AsSpan(plain));
        _bytes.Write((byte)'"');
    }

    /// <summary>Writes what is left of a text, each character as it must be; a lone surrogate becomes U+FFFD.</summary>
    private void Escape(ReadOnlySpan<char> rest)
    {
        while (!rest.IsEmpty)
        {
            var length = char.IsHighSurrogate(rest[0]) && rest.Length > 1 && char.IsLowSurrogate(rest[1]) ? 2 : 1;
            if (length == 1) WriteEscape(char.IsSurrogate(rest[0]) ? '\uFFFD' : rest[0]);
            else
            {
                WriteCode(rest[0]);
                WriteCode(rest[1]);
            }
            rest = rest[length..];
            var plain = HarmlessText.Write(rest, _bytes.Room(rest.Length));
            _bytes.Advance(plain);
            rest = rest[plain..];
        }
    }

    private void WriteEscape(char c)
    {
        var letter = c switch
        {
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            _ => '\0',
        };
        if (letter == '\0')
        {
            WriteCode(c);
            return;
        }
        _bytes.Write((byte)'\\');
        _bytes.Write((byte)letter);
    }

    private void WriteCode(char c)
    {
        _bytes.Write("\\u"u8);
        for (var shift = 12; shift >= 0; shift -= 4) _bytes.Write("0123456789ABCDEF"u8[(c >> shift) & 0xF]);
    }
}

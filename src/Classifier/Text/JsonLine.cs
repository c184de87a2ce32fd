using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>
/// Writes one JSON object after the other into memory of its own, byte for byte as the framework's writer does by default:
/// no blanks, pure ASCII. Made for many short members: each is checked and copied in one pass. For one thread at a time.
/// </summary>
public sealed class JsonLine
{
    private const int MostDigits = 11;
    private readonly ByteList _bytes = new();

    /// <summary>What is written before the next part: the bracket of what was begun, then commas; 0 before the first object.</summary>
    private byte _before;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.Written;

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _before = 0;
    }

    /// <summary>Begins an object: the whole, or an item of a list.</summary>
    public void StartObject()
    {
        if (_before != 0) _bytes.Write(_before);
        _before = (byte)'{';
    }

    /// <summary>Ends the object.</summary>
    public void EndObject() => End((byte)'{', (byte)'}');

    /// <summary>Begins a member that is a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StartList(ReadOnlySpan<byte> name)
    {
        Name(name);
        _before = (byte)'[';
    }

    /// <summary>Ends the list.</summary>
    public void EndList() => End((byte)'[', (byte)']');

    /// <summary>Writes a member that is text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Text(ReadOnlySpan<byte> name, string value)
    {
        Name(name);
        Quote(value);
    }

    /// <summary>Writes an item of a list that is text.</summary>
    public void Item(string value)
    {
        _bytes.Write(_before);
        _before = (byte)',';
        Quote(value);
    }

    /// <summary>Writes a member that is a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Number(ReadOnlySpan<byte> name, int value)
    {
        Name(name);
        if ((uint)value < 10) _bytes.Write((byte)('0' + value));
        else Digits(value);
    }

    /// <summary>Writes a member that is true or false.</summary>
    public void Flag(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        _bytes.Write(value ? "true"u8 : "false"u8);
    }

    /// <summary>Ends what was begun with a bracket; where nothing stands in it, that is yet to be written.</summary>
    private void End(byte opening, byte closing)
    {
        if (_before == opening) _bytes.Write(opening);
        _bytes.Write(closing);
        _before = (byte)',';
    }

    /// <summary>Writes a member's name, which needs no escapes. Inlined: names are constants, which are then copied without a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Name(ReadOnlySpan<byte> name)
    {
        var room = _bytes.Room(name.Length + 4);
        room[0] = _before;
        room[1] = (byte)'"';
        name.CopyTo(room[2..]);
        room[name.Length + 2] = (byte)'"';
        room[name.Length + 3] = (byte)':';
        _bytes.Advance(name.Length + 4);
        _before = (byte)',';
    }

    private void Digits(int value)
    {
        if ((uint)value < 100)
        {
            _bytes.Write((byte)('0' + value / 10));
            _bytes.Write((byte)('0' + value % 10));
            return;
        }
        Utf8Formatter.TryFormat(value, _bytes.Room(MostDigits), out var length);
        _bytes.Advance(length);
    }

    private void Quote(string value)
    {
        var room = _bytes.Room(value.Length + 2);
        room[0] = (byte)'"';
        var plain = HarmlessText.Write(value, room[1..]);
        if (plain == value.Length)
        {
            room[plain + 1] = (byte)'"';
            _bytes.Advance(plain + 2);
            return;
        }
        _bytes.Advance(plain + 1);
        Escape(value.AsSpan(plain));
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

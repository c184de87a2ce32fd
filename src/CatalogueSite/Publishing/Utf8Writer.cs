using System.Buffers;
using System.Text;

namespace Catalogue.Site.Publishing;

/// <summary>
/// A text writer that ends in UTF-8 without a string or a stream in between. A page is written in thousands of small pieces:
/// they are gathered and encoded together, since the encoder's own set-up costs more than a short piece.
/// </summary>
internal sealed class Utf8Writer : TextWriter
{
    private const int Gathered = 8 * 1024;
    private readonly Encoder _encoder = new UTF8Encoding(false).GetEncoder();
    private readonly char[] _waiting = new char[Gathered];
    private int _count;
    private IBufferWriter<byte> _output = new ArrayBufferWriter<byte>();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Directs what follows to another buffer; what was not finished is forgotten.</summary>
    public void Reset(IBufferWriter<byte> output)
    {
        _output = output;
        _count = 0;
        _encoder.Reset();
    }

    public override void Write(char value)
    {
        if (_count == _waiting.Length) Encode();
        _waiting[_count++] = value;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.Length > _waiting.Length - _count)
        {
            var fits = _waiting.Length - _count;
            buffer[..fits].CopyTo(_waiting.AsSpan(_count));
            _count = _waiting.Length;
            buffer = buffer[fits..];
            Encode();
        }
        buffer.CopyTo(_waiting.AsSpan(_count));
        _count += buffer.Length;
    }

    /// <summary>Ends the text: half of a surrogate pair that is left becomes U+FFFD.</summary>
    public void Finish()
    {
        Encode();
        _output.Advance(_encoder.GetBytes([], _output.GetSpan(8), flush: true));
    }

    // The encoder keeps half of a surrogate pair until the other half comes with the next write.
    private void Encode()
    {
        var space = _output.GetSpan((_count + 1) * 3);
        _output.Advance(_encoder.GetBytes(_waiting.AsSpan(0, _count), space, flush: false));
        _count = 0;
    }
}

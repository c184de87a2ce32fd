using System.Buffers;
using System.Text;

namespace Catalogue.Site.Publishing;

/// <summary>A text writer that encodes to UTF-8 as it goes, without a string or a stream in between.</summary>
internal sealed class Utf8Writer : TextWriter
{
    private readonly Encoder _encoder = new UTF8Encoding(false).GetEncoder();
    private IBufferWriter<byte> _output = new ArrayBufferWriter<byte>();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Directs what follows to another buffer.</summary>
    public void Reset(IBufferWriter<byte> output)
    {
        _output = output;
        _encoder.Reset();
    }

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.IsEmpty) return;
        // The encoder keeps half of a surrogate pair until the other half comes with the next write.
        var space = _output.GetSpan((buffer.Length + 1) * 3);
        _output.Advance(_encoder.GetBytes(buffer, space, flush: false));
    }

    /// <summary>Ends the text: half of a surrogate pair that is left becomes U+FFFD.</summary>
    public void Finish() => _output.Advance(_encoder.GetBytes([], _output.GetSpan(8), flush: true));
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>Compresses texts to <see cref="DeflatedText"/>. One instance is used by one thread at a time.</summary>
internal sealed class Deflater
{
    private const int HeaderLength = 10;
    private readonly MemoryStream _buffer = new(64 * 1024);

    /// <summary>Compresses a text and appends the blocks to <paramref name="output"/>; returns how many bytes they are and the text's checksum.</summary>
    public (int Length, uint Crc) Append(ReadOnlySpan<byte> text, MemoryStream output)
    {
        if (text.IsEmpty) return (0, 0);
        _buffer.SetLength(0);
        int end;
        using (var gzip = new GZipStream(_buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(text);
            gzip.Flush();
            end = (int)_buffer.Length;
        }
        var whole = _buffer.GetBuffer().AsSpan(0, (int)_buffer.Length);
        output.Write(whole[HeaderLength..end]);
        // gzip's trailer: checksum, then length.
        return (end - HeaderLength, BinaryPrimitives.ReadUInt32LittleEndian(whole[^8..]));
    }

    /// <summary>Compresses a text that stands alone.</summary>
    public DeflatedText Compress(ReadOnlySpan<byte> text)
    {
        var output = new MemoryStream();
        var (_, crc) = Append(text, output);
        return new DeflatedText(output.ToArray(), text.Length, crc);
    }
}

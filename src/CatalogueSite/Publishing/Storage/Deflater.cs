using System.Buffers.Binary;
using System.IO.Compression;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>Compresses texts to <see cref="DeflatedText"/>. One instance is used by one thread at a time.</summary>
internal sealed class Deflater
{
    private const int HeaderLength = 10;

    // Setting a compressor up costs more than a short text is worth: that goes in as it is.
    private const int ShortestPacked = 600;
    // Half the time of level 2 for a fifth more bytes, and packing was a third of publishing. Most readers take Brotli, which is
    // made on request; whoever takes gzip gets some two kilobytes more.
    private static readonly ZLibCompressionOptions Quick = new() { CompressionLevel = 1 };

    private readonly MemoryStream _buffer = new(64 * 1024);

    /// <summary>Compresses a text and appends the blocks to <paramref name="output"/>; returns how many bytes they are and the text's checksum.</summary>
    public (int Length, uint Crc) Append(ReadOnlySpan<byte> text, MemoryStream output)
    {
        if (text.IsEmpty) return (0, 0);
        if (text.Length < ShortestPacked) return Store(text, output);
        _buffer.SetLength(0);
        int end;
        using (var gzip = new GZipStream(_buffer, Quick, leaveOpen: true))
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

    // A stored block: its kind, its length, its length inverted, its bytes.
    private static (int Length, uint Crc) Store(ReadOnlySpan<byte> text, MemoryStream output)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)text.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head[3..], (ushort)~text.Length);
        output.Write(head);
        output.Write(text);
        return (head.Length + text.Length, Crc32.Of(text));
    }
}

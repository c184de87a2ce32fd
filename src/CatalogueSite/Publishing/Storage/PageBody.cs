using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>
/// A page as it is stored: the texts between its parts, each compressed so that texts and parts join into one gzip member
/// without being unpacked. Layout: version, number of texts; for each text its packed length, length and checksum; for each
/// part its name; then the packed texts.
/// </summary>
internal sealed class PageBody
{
    private const byte Version = 1;
    private const int TextHeader = 12;
    private static readonly byte[] GzipHeader = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    private static readonly byte[] FinalBlock = [0x03, 0x00];

    private PageBody(IReadOnlyList<DeflatedText> texts, IReadOnlyList<string> parts)
    {
        Texts = texts;
        Parts = parts;
    }

    /// <summary>The texts; one more than parts.</summary>
    public IReadOnlyList<DeflatedText> Texts { get; }

    /// <summary>The part between each two texts.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Cuts HTML at its <see cref="PartTokens"/> and packs it; the hash is over texts and part names.</summary>
    public static (byte[] Body, byte[] Hash) Pack(ReadOnlySpan<byte> html, Deflater deflater)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var packed = new MemoryStream(html.Length / 2);
        var heads = new MemoryStream();
        var names = new MemoryStream();
        ushort count = 0;
        while (true)
        {
            var at = html.IndexOf(PartTokens.Prefix);
            var text = at < 0 ? html : html[..at];
            hash.AppendData(text);
            var (length, crc) = deflater.Append(text, packed);
            WriteHead(heads, length, text.Length, crc);
            count++;
            if (at < 0) break;
            html = html[(at + PartTokens.Read(html[at..], out var name))..];
            var encoded = Encoding.UTF8.GetBytes(name);
            hash.AppendData([0]);
            hash.AppendData(encoded);
            hash.AppendData([0]);
            WriteUInt16(names, (ushort)encoded.Length);
            names.Write(encoded);
        }
        var body = new MemoryStream((int)(3 + heads.Length + names.Length + packed.Length));
        body.WriteByte(Version);
        WriteUInt16(body, count);
        heads.WriteTo(body);
        names.WriteTo(body);
        packed.WriteTo(body);
        return (body.ToArray(), hash.GetHashAndReset()[..16]);
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not such a body.</exception>
    public static PageBody Read(ReadOnlyMemory<byte> body)
    {
        var span = body.Span;
        if (span.Length < 3 || span[0] != Version) throw new InvalidDataException("A stored page is of another version.");
        var count = BinaryPrimitives.ReadUInt16LittleEndian(span[1..]);
        var nameAt = 3 + (count * TextHeader);
        var parts = new string[count - 1];
        for (var i = 0; i < parts.Length; i++)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(span[nameAt..]);
            parts[i] = Encoding.UTF8.GetString(span.Slice(nameAt + 2, length));
            nameAt += 2 + length;
        }
        var texts = new DeflatedText[count];
        var at = nameAt;
        for (var i = 0; i < count; i++)
        {
            var head = span.Slice(3 + (i * TextHeader), TextHeader);
            var packed = BinaryPrimitives.ReadInt32LittleEndian(head);
            texts[i] = new DeflatedText(
                body.Slice(at, packed), BinaryPrimitives.ReadInt32LittleEndian(head[4..]), BinaryPrimitives.ReadUInt32LittleEndian(head[8..]));
            at += packed;
        }
        return new PageBody(texts, parts);
    }

    /// <summary>The whole page with its parts put in, as one gzip member.</summary>
    public byte[] ToGzip(IReadOnlyList<DeflatedText> parts)
    {
        var size = GzipHeader.Length + FinalBlock.Length + 8 + Texts.Sum(text => text.Data.Length) + parts.Sum(part => part.Data.Length);
        var result = new byte[size];
        GzipHeader.CopyTo(result, 0);
        var at = GzipHeader.Length;
        uint crc = 0, length = 0;
        for (var i = 0; i < Texts.Count; i++)
        {
            Add(Texts[i]);
            if (i < parts.Count) Add(parts[i]);
        }
        FinalBlock.CopyTo(result, at);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(at + 2), crc);
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(at + 6), length);
        return result;

        void Add(DeflatedText text)
        {
            text.Data.Span.CopyTo(result.AsSpan(at));
            at += text.Data.Length;
            crc = Crc32.Combine(crc, text.Crc, text.Length);
            length += (uint)text.Length;
        }
    }

    private static void WriteHead(MemoryStream heads, int packed, int length, uint crc)
    {
        Span<byte> head = stackalloc byte[TextHeader];
        BinaryPrimitives.WriteInt32LittleEndian(head, packed);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], crc);
        heads.Write(head);
    }

    private static void WriteUInt16(MemoryStream output, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        output.Write(bytes);
    }
}

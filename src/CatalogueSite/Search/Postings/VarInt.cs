namespace Catalogue.Site.Search.Postings;

/// <summary>Whole numbers in seven bits a byte.</summary>
internal static class VarInt
{
    public static void Write(Stream stream, int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            stream.WriteByte((byte)(rest | 0x80));
            rest >>= 7;
        }
        stream.WriteByte((byte)rest);
    }

    public static int Write(Span<byte> target, int value)
    {
        var rest = (uint)value;
        var at = 0;
        while (rest >= 0x80)
        {
            target[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }
        target[at++] = (byte)rest;
        return at;
    }

    public static int Read(ReadOnlySpan<byte> source, ref int at)
    {
        int value = source[at++];
        if (value < 0x80) return value;
        value &= 0x7f;
        for (var shift = 7; ; shift += 7)
        {
            int next = source[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}

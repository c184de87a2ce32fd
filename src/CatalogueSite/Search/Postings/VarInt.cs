using System.Runtime.CompilerServices;

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

    // Most numbers take one byte or two: those are read in place, the others by a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> source, ref int at)
    {
        int value = source[at++];
        if (value < 0x80) return value;
        int second = source[at++];
        return second < 0x80 ? (value & 0x7f) | (second << 7) : ReadRest(source, ref at, (value & 0x7f) | ((second & 0x7f) << 7));
    }

    private static int ReadRest(ReadOnlySpan<byte> source, ref int at, int value)
    {
        for (var shift = 14; ; shift += 7)
        {
            int next = source[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}

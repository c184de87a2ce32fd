namespace Catalogue.Site.Publishing.Storage;

/// <summary>CRC-32 as gzip has it: of a text, and of two texts one after the other from the checksums of each, without reading them again.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Powers = CreatePowers();
    private static readonly uint[] Table = CreateTable();

    /// <summary>The checksum of a short text.</summary>
    public static uint Of(ReadOnlySpan<byte> text)
    {
        var crc = uint.MaxValue;
        foreach (var b in text) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>The checksum of A followed by B.</summary>
    /// <param name="first">Checksum of A.</param>
    /// <param name="second">Checksum of B.</param>
    /// <param name="secondLength">Length of B in bytes.</param>
    public static uint Combine(uint first, uint second, long secondLength) =>
        secondLength == 0 ? first : Multiply(PowerOfX(secondLength), first) ^ second;

    // Polynomials over GF(2), modulo the one of CRC-32, the highest bit being x^0.
    private static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (var mask = 1u << 31; mask != 0; mask >>= 1)
        {
            if ((a & mask) != 0)
            {
                product ^= b;
                if ((a & (mask - 1)) == 0) break;
            }
            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }
        return product;
    }

    // x to the power of 8 * bytes.
    private static uint PowerOfX(long bytes)
    {
        var power = 1u << 31;
        for (var k = 3; bytes != 0; bytes >>= 1, k++)
        {
            if ((bytes & 1) != 0) power = Multiply(Powers[k & 31], power);
        }
        return power;
    }

    private static uint[] CreatePowers()
    {
        var powers = new uint[32];
        powers[0] = 1u << 30;
        for (var i = 1; i < powers.Length; i++) powers[i] = Multiply(powers[i - 1], powers[i - 1]);
        return powers;
    }

    private static uint[] CreateTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            table[i] = value;
        }
        return table;
    }
}

using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>One bit for each key, small enough for the nearest cache: most words of a text are unknown and go no further.</summary>
/// <param name="log">Its size, as a power of two of bits.</param>
internal sealed class KeyFilter(int log)
{
    private readonly ulong[] _bits = new ulong[(1 << log) / 64];
    private readonly int _shift = 64 - log;

    /// <summary>Adds a key.</summary>
    public void Add(ulong key) => _bits[Slot(key) >> 6] |= 1UL << (Slot(key) & 63);

    /// <summary>False for a key that was not added, nearly always.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(ulong key)
    {
        var slot = Slot(key);
        return (_bits[slot >> 6] >> (slot & 63) & 1) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
}

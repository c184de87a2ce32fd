using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// Up to 128 concepts, one bit each. Not <see cref="UInt128"/>: methods that take one are left out of precompiled
/// images and are compiled anew at every start.
/// </summary>
/// <param name="Low">Concepts 0 to 63.</param>
/// <param name="High">Concepts 64 to 127.</param>
internal readonly record struct ConceptSet(ulong Low, ulong High)
{
    /// <summary>No concept.</summary>
    public static ConceptSet None => default;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => (Low | High) == 0;

    /// <summary>One concept.</summary>
    public static ConceptSet Of(int bit) => bit < 64 ? new ConceptSet(1UL << bit, 0) : new ConceptSet(0, 1UL << (bit - 64));

    /// <summary>Whether both hold a concept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Overlaps(in ConceptSet other) => ((Low & other.Low) | (High & other.High)) != 0;

    /// <summary>Whether there is just one.</summary>
    public bool IsOne => Count == 1;

    /// <summary>How many there are.</summary>
    public int Count => System.Numerics.BitOperations.PopCount(Low) + System.Numerics.BitOperations.PopCount(High);

    /// <summary>Whether all concepts of the other are in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(in ConceptSet other) => ((other.Low & ~Low) | (other.High & ~High)) == 0;

    /// <summary>Takes the lowest concept out.</summary>
    /// <param name="rest">What is left.</param>
    /// <returns>Its bit.</returns>
    public int TakeLowest(out ConceptSet rest)
    {
        // Taken aside first: the rest may be put in the place of this very set.
        var (low, high) = (Low, High);
        rest = low != 0 ? new ConceptSet(low & (low - 1), high) : new ConceptSet(0, high & (high - 1));
        return low != 0 ? System.Numerics.BitOperations.TrailingZeroCount(low) : 64 + System.Numerics.BitOperations.TrailingZeroCount(high);
    }

    /// <summary>The concepts of both.</summary>
    public static ConceptSet operator |(in ConceptSet left, in ConceptSet right) => new(left.Low | right.Low, left.High | right.High);

    /// <summary>The concepts that both hold.</summary>
    public static ConceptSet operator &(in ConceptSet left, in ConceptSet right) => new(left.Low & right.Low, left.High & right.High);
}

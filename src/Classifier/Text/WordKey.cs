using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>
/// An ASCII word of up to sixteen letters and digits, in lower case, as two numbers of a byte a letter: it is compared,
/// cut and hashed without a loop. Nearly every word of every definition is one.
/// </summary>
/// <param name="low">The first eight letters, the first one lowest; 0 where there is none.</param>
/// <param name="high">The others.</param>
internal readonly struct WordKey(ulong low, ulong high)
{
    /// <summary>The longest word that has a key.</summary>
    public const int Longest = 16;

    /// <summary>The first eight letters.</summary>
    public ulong Low { get; } = low;

    /// <summary>The ninth letter and those behind it.</summary>
    public ulong High { get; } = high;

    /// <summary>Letters that <see cref="Beginning"/> holds.</summary>
    public const int BeginningLength = 3;

    /// <summary>True where there is no word.</summary>
    public bool IsEmpty => Low == 0;

    /// <summary>The first three letters; of two words that begin alike the same.</summary>
    public ulong Beginning => Low & 0xFFFFFF;

    /// <summary>A number to look the word up by: its upper bits are well mixed.</summary>
    public ulong Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Low ^ (High * 0xC2B2AE3D27D4EB4F)) * 0x9E3779B97F4A7C15;
    }

    /// <summary>Whether two words are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(in WordKey other) => ((Low ^ other.Low) | (High ^ other.High)) == 0;

    /// <summary>The first few letters, as a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WordKey First(int length) => length switch
    {
        >= 16 => this,
        > 8 => new WordKey(Low, High & ~(ulong.MaxValue << (8 * (length - 8)))),
        8 => new WordKey(Low, 0),
        _ => new WordKey(Low & ~(ulong.MaxValue << (8 * length)), 0),
    };

    /// <summary>The key of a word in any case; false where it is too long or holds anything but ASCII letters and digits.</summary>
    public static bool TryOf(ReadOnlySpan<char> word, out WordKey key)
    {
        key = default;
        if (word.Length is 0 or > Longest) return false;
        var (low, high) = (0UL, 0UL);
        for (var i = 0; i < word.Length; i++)
        {
            var lower = CharTable.ToLower(word[i]);
            if (lower == '\0') return false;
            if (i < 8) low |= (ulong)lower << (8 * i);
            else high |= (ulong)lower << (8 * (i - 8));
        }
        key = new WordKey(low, high);
        return true;
    }
}

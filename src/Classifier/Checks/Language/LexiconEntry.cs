using System.Runtime.CompilerServices;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>What the lexicon knows of one folded word or stem.</summary>
internal sealed class LexiconEntry
{
    private readonly List<LexiconTerm> _adding = [];
    private KnownWord? _alone;

    /// <summary>What the word means by itself.</summary>
    public ConceptSet Concepts { get; set; }

    /// <summary>Whether the word by itself begins a clause.</summary>
    public bool Breaks { get; private set; }

    /// <summary>Terms of several words, or with a prefix character, that begin with this word; longest first; none before <see cref="Seal"/>.</summary>
    public LexiconTerm[] Terms { get; private set; } = [];

    /// <summary>Whether one of the terms is a single word, so that any word may follow.</summary>
    public bool AnyFollower { get; private set; }

    /// <summary>The first letters of second words: bit = letter modulo 64.</summary>
    public ulong Followers { get; private set; }

    /// <summary>The beginnings of second words that have a key: see <see cref="SecondBit"/>. All bits where a stem is too short to tell.</summary>
    public ulong Seconds { get; private set; }

    /// <summary>The same as <see cref="Seconds"/> by <see cref="OtherBit"/>: who asks for both is seldom misled.</summary>
    public ulong Others { get; private set; }

    /// <summary>What is known of a word that has this entry and no other. Two threads may make it at once: the same.</summary>
    public KnownWord Alone => _alone ??= new KnownWord([this]);

    /// <summary>One of 64 bits for a short word, by its first three letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SecondBit(in WordKey word) => 1UL << (int)((word.Beginning * 0x9E3779B97F4A7C15) >> 58);

    /// <summary>Another of 64 bits for the same three letters.</summary>
    public static ulong OtherBit(in WordKey word) => 1UL << (int)((word.Beginning * 0xC2B2AE3D27D4EB4F) >> 58);

    /// <summary>Puts the terms in order, when all are known.</summary>
    /// <param name="breaks">What words mean that begin a clause.</param>
    public void Seal(ConceptSet breaks)
    {
        Breaks = Concepts.Overlaps(breaks);
        _adding.Sort(static (a, b) => b.Words.Length - a.Words.Length);
        Terms = [.. _adding];
    }

    /// <summary>Adds a term that begins with this word.</summary>
    public void Add(LexiconTerm term)
    {
        _adding.Add(term);
        if (term.Words.Length == 1)
        {
            AnyFollower = true;
            return;
        }
        Followers |= 1UL << (term.Words[1][0] & 63);
        if (term.Stems[1] && term.Words[1].Length < WordKey.BeginningLength) Seconds = Others = ulong.MaxValue;
        else if (WordKey.TryOf(term.Words[1], out var second)) (Seconds, Others) = (Seconds | SecondBit(second), Others | OtherBit(second));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Catalogue.Site.Search.Postings;

/// <summary>What one search notes about each tool. Nothing is cleared between searches: a slot counts when its serial is the search's.</summary>
internal sealed class Scratch
{
    /// <summary>Tools in one block: their slots fit a processor's own cache.</summary>
    public const int BlockSize = 8192;

    private readonly Slot[] _slots = new Slot[BlockSize];
    private readonly int[] _touched = new int[BlockSize];
    private readonly SegmentTally _whole = new();
    private readonly SegmentTally _partial = new();

    public int Serial { get; private set; }

    /// <summary>The first tool of the block.</summary>
    public int Start { get; private set; }

    public int TouchedCount { get; private set; }

    public Span<Slot> Slots => _slots;

    /// <summary>The tools of the block of which anything is known, counted from its start.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, TouchedCount);

    /// <summary>Results that match the whole query.</summary>
    public SegmentTally Whole => _whole;

    /// <summary>Results that match most of it.</summary>
    public SegmentTally Partial => _partial;

    /// <summary>Begins with a segment.</summary>
    public void Begin(Segment segment)
    {
        _whole.Begin(segment);
        _partial.Begin(segment);
    }

    /// <summary>Begins with a block of tools.</summary>
    public void BeginBlock(int start)
    {
        if (Serial == int.MaxValue)
        {
            Array.Clear(_slots);
            Serial = 0;
        }
        Serial++;
        Start = start;
        TouchedCount = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Slot Touch(int index)
    {
        ref var slot = ref _slots[index];
        if (slot.Serial != Serial) Begin(ref slot, index);
        return ref slot;
    }

    private void Begin(ref Slot slot, int index)
    {
        slot = new Slot { Serial = Serial, Group = -1 };
        _touched[TouchedCount++] = index;
    }
}

/// <summary>What is known of one tool during a search.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Slot
{
    /// <summary>The search that wrote it.</summary>
    public int Serial;

    /// <summary>Sum over groups of their best match.</summary>
    public float Total;

    /// <summary>The best match of the group in hand.</summary>
    public float Best;

    /// <summary>The group in hand.</summary>
    public short Group;

    /// <summary>Groups that match anywhere.</summary>
    public ushort Matched;

    /// <summary>Groups that match in the name.</summary>
    public ushort InName;

    /// <summary>Groups that match in the server's name.</summary>
    public ushort InServer;

    /// <summary>Groups that together are the whole name.</summary>
    public ushort WholeName;

    /// <summary>True when an excluded word was found.</summary>
    public bool Excluded;
}

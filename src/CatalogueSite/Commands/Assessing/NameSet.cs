using System.Runtime.InteropServices;
using System.Text;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>The names of one server's tools, each once, in the order of their first appearance: as bytes in blocks that all servers share.</summary>
/// <param name="blocks">The blocks.</param>
internal sealed class NameSet(NameBlocks blocks)
{
    /// <summary>Hash, block, offset and length of each name; a length below zero counts bytes of UTF-16.</summary>
    private int[] _entries = new int[4 * Fields];

    /// <summary>One more than the entry that hashes here, 0 for none; as many again as there may be entries, so that few collide.</summary>
    private int[] _slots = new int[8];

    private const int Fields = 4;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a name where it is new.</summary>
    public void Add(string name)
    {
        // Seeded anew in every process: nobody can choose names that collide.
        var hash = name.GetHashCode();
        Span<byte> spare = stackalloc byte[256];
        var plain = Ascii.IsValid(name);
        var size = plain ? name.Length : name.Length * 2;
        var bytes = size <= spare.Length ? spare[..size] : new byte[size];
        // Names may hold lone surrogates, which UTF-8 has no form for: as they stand, two bytes a character, none is lost.
        if (plain) Encoding.ASCII.GetBytes(name, bytes);
        else MemoryMarshal.AsBytes(name.AsSpan()).CopyTo(bytes);
        var length = plain ? size : -size;
        var slot = hash & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var known = _entries.AsSpan((_slots[slot] - 1) * Fields, Fields);
            if (known[0] == hash && known[3] == length && blocks.Read(known[1], known[2], size).SequenceEqual(bytes)) return;
        }
        if (Count * Fields == _entries.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }
        var (block, offset) = blocks.Add(bytes);
        var entry = _entries.AsSpan(Count * Fields, Fields);
        (entry[0], entry[1], entry[2], entry[3]) = (hash, block, offset, length);
        _slots[slot] = ++Count;
    }

    /// <summary>All of them as text.</summary>
    public string[] ToArray()
    {
        var names = new string[Count];
        for (var i = 0; i < names.Length; i++)
        {
            var entry = _entries.AsSpan(i * Fields, Fields);
            var bytes = blocks.Read(entry[1], entry[2], Math.Abs(entry[3]));
            names[i] = entry[3] >= 0 ? Encoding.ASCII.GetString(bytes) : new string(MemoryMarshal.Cast<byte, char>(bytes));
        }
        return names;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < Count; i++) _slots[FreeSlot(_entries[i * Fields])] = i + 1;
    }

    private int FreeSlot(int hash)
    {
        var slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }
}

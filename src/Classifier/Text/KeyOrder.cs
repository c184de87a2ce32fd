using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Catalogue.Classifier.Text;

/// <summary>A key of an object that is to be put in order.</summary>
/// <param name="Prefix">Its first eight bytes as a number that is in their order; 0 in every key of an object where they do not tell the order.</param>
/// <param name="Node">Its node.</param>
internal readonly record struct SortKey(ulong Prefix, int Node);

/// <summary>The order of an object's keys after RFC 8785: by UTF-16 code units; of equal keys the last one counts.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="json">The text they lie in.</param>
internal readonly ref struct KeyOrder(Rows<JsonNode> nodes, ReadOnlySpan<byte> json)
{
    /// <summary>So many keys are put in order one by one.</summary>
    private const int Few = 16;

    /// <summary>The bits that are set in bytes outside ASCII.</summary>
    private const ulong NoAscii = 0x8080808080808080;

    private readonly Rows<JsonNode> _nodes = nodes;
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Adds the keys of an object in order.</summary>
    /// <returns>False when one of them is there twice.</returns>
    public bool Gather(int index, RowList<SortKey> keys)
    {
        var first = keys.Count;
        var end = _nodes[index].Next;
        var (unsorted, once, last) = (false, true, 0UL);
        for (var key = index + 1; key < end; key = _nodes[key + 1].Next)
        {
            ref readonly var node = ref _nodes[key];
            var prefix = Prefix(node.Start, node.Length);
            if ((prefix & NoAscii) != 0 || node.Escaped) return GatherOther(index, first, keys);
            keys.Add(new SortKey(prefix, key));
            if (prefix > last || keys.Count - 1 == first) last = prefix;
            else if (keys.Count - first <= Few) once &= Insert(keys, first);
            else unsorted = true;
        }
        if (unsorted) MergeSort(keys, first);
        return (once && !unsorted) || Unite(keys, first);
    }

    /// <summary>Keys that their bytes do not put in order: by their decoded texts.</summary>
    private bool GatherOther(int index, int first, RowList<SortKey> keys)
    {
        keys.Cut(first);
        for (var key = index + 1; key < _nodes[index].Next; key = _nodes[key + 1].Next) keys.Add(new SortKey(0, key));
        MergeSort(keys, first);
        return Unite(keys, first);
    }

    /// <summary>Puts the last key where it belongs among those that are in order.</summary>
    /// <returns>False when there is an equal one.</returns>
    private bool Insert(RowList<SortKey> keys, int first)
    {
        var at = keys.Count - 1;
        var key = keys[at];
        var order = 1;
        for (; at > first; at--)
        {
            order = Compare(key, keys[at - 1]);
            if (order >= 0) break;
            keys[at] = keys[at - 1];
        }
        keys[at] = key;
        return order != 0;
    }

    /// <summary>Leaves of equal keys, which stand in document order, the last one only.</summary>
    /// <returns>False when there were any.</returns>
    private bool Unite(RowList<SortKey> keys, int first)
    {
        var kept = first;
        for (var i = first; i < keys.Count; i++)
        {
            if (i + 1 == keys.Count || Compare(keys[i], keys[i + 1]) != 0) keys[kept++] = keys[i];
        }
        var once = kept == keys.Count;
        keys.Cut(kept);
        return once;
    }

    /// <summary>Compares two keys by their decoded text.</summary>
    private int Compare(in SortKey left, in SortKey right)
    {
        if (left.Prefix != right.Prefix) return left.Prefix < right.Prefix ? -1 : 1;
        ref readonly var a = ref _nodes[left.Node];
        ref readonly var b = ref _nodes[right.Node];
        var first = _json.Slice(a.Start, a.Length);
        var second = _json.Slice(b.Start, b.Length);
        if (!a.Escaped && !b.Escaped)
        {
            // Where both begin in ASCII, the first byte that differs decides, whatever follows.
            var at = 0;
            var both = Math.Min(first.Length, second.Length);
            while (at < both && first[at] == second[at] && first[at] < 0x80) at++;
            if (at == both && at == first.Length) return at == second.Length ? 0 : -1;
            if (at == both) return 1;
            if ((first[at] | second[at]) < 0x80) return first[at] - second[at];
        }
        return string.CompareOrdinal(JsonText.Decode(first, a.Escaped), JsonText.Decode(second, b.Escaped));
    }

    /// <summary>Sorts many keys, stable, in n log n steps whatever their order: those from <paramref name="start"/> on.</summary>
    private void MergeSort(RowList<SortKey> keys, int start)
    {
        var count = keys.Count - start;
        var spare = new SortKey[count];
        for (var width = 1; width < count; width *= 2)
        {
            for (var first = 0; first < count; first += 2 * width)
            {
                var middle = Math.Min(first + width, count);
                Merge(keys, start + first, start + middle, start + Math.Min(first + 2 * width, count), spare, first);
            }
            for (var i = 0; i < count; i++) keys[start + i] = spare[i];
        }
    }

    private void Merge(RowList<SortKey> keys, int left, int middle, int end, SortKey[] target, int at)
    {
        for (var (l, r) = (left, middle); l < middle || r < end; at++)
        {
            var takeLeft = r == end || (l < middle && Compare(keys[l], keys[r]) <= 0);
            target[at] = takeLeft ? keys[l++] : keys[r++];
        }
    }

    /// <summary>The first eight bytes of a key, zeros behind a shorter one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Prefix(int start, int length)
    {
        if (start > _json.Length - sizeof(ulong)) return PrefixAtEnd(start, length);
        var bytes = BinaryPrimitives.ReadUInt64BigEndian(_json[start..]);
        return length >= sizeof(ulong) ? bytes : bytes & ~(ulong.MaxValue >> (8 * length));
    }

    private ulong PrefixAtEnd(int start, int length)
    {
        var few = 0UL;
        for (var i = 0; i < sizeof(ulong); i++) few = few << 8 | (i < length ? _json[start + i] : 0UL);
        return few;
    }
}

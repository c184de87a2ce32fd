using System.Buffers.Binary;

namespace Catalogue.Classifier.Text;

/// <summary>A key of an object that is to be put in order.</summary>
/// <param name="Prefix">Its first eight bytes as a number that is in their order; 0 in every key of an object where they do not tell the order.</param>
/// <param name="Node">Its node.</param>
internal readonly record struct SortKey(ulong Prefix, int Node);

/// <summary>The order of an object's keys after RFC 8785: by UTF-16 code units; equal keys stay in document order.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="json">The text they lie in.</param>
/// <param name="ascii">True when all of it is known to be ASCII.</param>
internal readonly ref struct KeyOrder(Rows<JsonNode> nodes, ReadOnlySpan<byte> json, bool ascii)
{
    private readonly Rows<JsonNode> _nodes = nodes;
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly bool _ascii = ascii;

    /// <summary>Adds the keys of an object in document order.</summary>
    /// <returns>True when they are in order, none of them twice.</returns>
    public bool Gather(int index, RowList<SortKey> keys)
    {
        var first = keys.Count;
        var end = _nodes[index].Next;
        var sorted = true;
        var plain = _ascii;
        for (var key = index + 1; key < end; key = _nodes[key + 1].Next)
        {
            ref readonly var node = ref _nodes[key];
            plain &= !node.Escaped;
            keys.Add(new SortKey(plain ? Prefix(node.Start, node.Length) : 0, key));
            sorted &= plain && (keys.Count - 1 == first || keys[keys.Count - 2].Prefix < keys[keys.Count - 1].Prefix);
        }
        if (sorted) return true;
        for (var i = first; i < keys.Count && !plain; i++) keys[i] = new SortKey(0, keys[i].Node);
        for (var i = first + 1; i < keys.Count; i++)
        {
            if (Compare(keys[i - 1], keys[i]) >= 0) return false;
        }
        return true;
    }

    /// <summary>Compares two keys by their decoded text.</summary>
    public int Compare(in SortKey left, in SortKey right)
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

    /// <summary>Sorts few keys: those from <paramref name="start"/> on.</summary>
    public void InsertionSort(RowList<SortKey> keys, int start)
    {
        for (var i = start + 1; i < keys.Count; i++)
        {
            var key = keys[i];
            var at = i;
            for (; at > start && Compare(keys[at - 1], key) > 0; at--) keys[at] = keys[at - 1];
            keys[at] = key;
        }
    }

    /// <summary>Sorts many keys, stable, in n log n steps whatever their order: those from <paramref name="start"/> on.</summary>
    public void MergeSort(RowList<SortKey> keys, int start)
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
    private ulong Prefix(int start, int length)
    {
        if (start <= _json.Length - sizeof(ulong))
        {
            var bytes = BinaryPrimitives.ReadUInt64BigEndian(_json[start..]);
            return length >= sizeof(ulong) ? bytes : bytes & ~(ulong.MaxValue >> (8 * length));
        }
        var few = 0UL;
        for (var i = 0; i < sizeof(ulong); i++) few = few << 8 | (i < length ? _json[start + i] : 0UL);
        return few;
    }
}

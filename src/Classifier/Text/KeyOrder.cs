namespace Catalogue.Classifier.Text;

/// <summary>The order of an object's keys after RFC 8785: by UTF-16 code units; equal keys stay in document order.</summary>
internal readonly ref struct KeyOrder(Rows<JsonNode> nodes, ReadOnlySpan<byte> json)
{
    private readonly Rows<JsonNode> _nodes = nodes;
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Compares two keys by their decoded text.</summary>
    public int Compare(int left, int right)
    {
        ref readonly var a = ref _nodes[left];
        ref readonly var b = ref _nodes[right];
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
    public void InsertionSort(RowList<int> keys, int start)
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
    public void MergeSort(RowList<int> keys, int start)
    {
        var count = keys.Count - start;
        var spare = new int[count];
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

    private void Merge(RowList<int> keys, int left, int middle, int end, int[] target, int at)
    {
        for (var (l, r) = (left, middle); l < middle || r < end; at++)
        {
            var takeLeft = r == end || (l < middle && Compare(keys[l], keys[r]) <= 0);
            target[at] = takeLeft ? keys[l++] : keys[r++];
        }
    }
}

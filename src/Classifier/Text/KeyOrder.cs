using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>The order of an object's keys after RFC 8785: by UTF-16 code units; equal keys stay in document order.</summary>
internal readonly ref struct KeyOrder(ReadOnlySpan<JsonNode> nodes, ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<JsonNode> _nodes = nodes;
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Compares two keys by their decoded text.</summary>
    public int Compare(int left, int right)
    {
        var a = _nodes[left];
        var b = _nodes[right];
        var first = _json.Slice(a.Start, a.Length);
        var second = _json.Slice(b.Start, b.Length);
        if (!a.Escaped && !b.Escaped && Ascii.IsValid(first) && Ascii.IsValid(second)) return first.SequenceCompareTo(second);
        return string.CompareOrdinal(JsonText.Decode(first, a.Escaped), JsonText.Decode(second, b.Escaped));
    }

    /// <summary>Sorts few keys.</summary>
    public void InsertionSort(Span<int> keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var key = keys[i];
            var at = i;
            for (; at > 0 && Compare(keys[at - 1], key) > 0; at--) keys[at] = keys[at - 1];
            keys[at] = key;
        }
    }

    /// <summary>Sorts many keys, stable, in n log n steps whatever their order.</summary>
    public void MergeSort(Span<int> keys)
    {
        var spare = new int[keys.Length].AsSpan();
        for (var width = 1; width < keys.Length; width *= 2)
        {
            for (var start = 0; start < keys.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, keys.Length);
                var end = Math.Min(start + 2 * width, keys.Length);
                Merge(keys[start..middle], keys[middle..end], spare[start..end]);
            }
            spare.CopyTo(keys);
        }
    }

    private void Merge(Span<int> left, Span<int> right, Span<int> target)
    {
        int l = 0, r = 0;
        for (var i = 0; i < target.Length; i++)
        {
            var takeLeft = r == right.Length || (l < left.Length && Compare(left[l], right[r]) <= 0);
            target[i] = takeLeft ? left[l++] : right[r++];
        }
    }
}

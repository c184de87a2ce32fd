using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Judging;

/// <summary>Gathers evidence and puts it in the order in which verdicts give it. Reused; for one thread at a time.</summary>
internal sealed class EvidenceList
{
    /// <summary>Up to so many are put in order one by one: nearly always there are fewer.</summary>
    private const int Few = 24;

    private Evidence[] _items = new Evidence[16];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(Evidence evidence)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = evidence;
    }

    /// <summary>Forgets all; gives back what one huge input took.</summary>
    public void Clear()
    {
        if (_items.Length > 1 << 12) _items = new Evidence[16];
        Count = 0;
    }

    /// <summary>All of them by field, start, rule and length, in memory of their own.</summary>
    public IReadOnlyList<Evidence> ToSorted()
    {
        if (Count == 0) return [];
        var sorted = new Evidence[Count];
        Array.Copy(_items, sorted, Count);
        if (Count > Few) Array.Sort(sorted, Order);
        else Insert(sorted);
        return sorted;
    }

    private static void Insert(Evidence[] items)
    {
        for (var i = 1; i < items.Length; i++)
        {
            var item = items[i];
            var at = i;
            for (; at > 0 && Order(items[at - 1], item) > 0; at--) items[at] = items[at - 1];
            items[at] = item;
        }
    }

    private static int Order(Evidence a, Evidence b)
    {
        var order = ReferenceEquals(a.Where.Field, b.Where.Field) ? 0 : string.CompareOrdinal(a.Where.Field, b.Where.Field);
        if (order == 0) order = a.Where.Start.CompareTo(b.Where.Start);
        if (order == 0) order = string.CompareOrdinal(a.Rule, b.Rule);
        return order != 0 ? order : a.Where.Length.CompareTo(b.Where.Length);
    }
}

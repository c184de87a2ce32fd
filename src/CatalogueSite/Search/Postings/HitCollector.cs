namespace Catalogue.Site.Search.Postings;

/// <summary>A candidate for the answer.</summary>
/// <param name="Score">Greater is better.</param>
/// <param name="Order">Smaller comes first among equals.</param>
/// <param name="Segment">Index of its segment.</param>
/// <param name="Tool">Its number there.</param>
internal readonly record struct Candidate(float Score, long Order, int Segment, int Tool) : IComparable<Candidate>
{
    /// <summary>Greater is better.</summary>
    public int CompareTo(Candidate other) => Score != other.Score ? Score.CompareTo(other.Score) : other.Order.CompareTo(Order);
}

/// <summary>Keeps the best of all candidates in bounded memory, and counts all.</summary>
internal sealed class HitCollector(int capacity)
{
    private readonly PriorityQueue<Candidate, Candidate> _best = new();
    private float _least = float.NegativeInfinity;
    private long _leastOrder = long.MaxValue;

    /// <summary>How many are kept.</summary>
    public int Capacity => capacity;

    /// <summary>Facets and total over all candidates of the segments that are done.</summary>
    public FacetCounts Counts { get; } = new();

    /// <summary>Candidates counted so far, those of the segment in hand included.</summary>
    public int Total { get; set; }

    /// <summary>Whether a candidate of this score may be among the best, whatever its order.</summary>
    public bool Wants(float score) => score >= _least;

    /// <summary>Whether a candidate of this score and order may be among the best.</summary>
    public bool Wants(float score, long order) => score > _least || (score == _least && order < _leastOrder);

    public void Offer(Candidate candidate)
    {
        if (_best.Count < capacity) _best.Enqueue(candidate, candidate);
        else if (candidate.CompareTo(_best.Peek()) > 0) _best.DequeueEnqueue(candidate, candidate);
        if (_best.Count == capacity) (_least, _leastOrder) = (_best.Peek().Score, _best.Peek().Order);
    }

    /// <summary>The best, best first.</summary>
    public List<Candidate> Finish()
    {
        var list = new List<Candidate>(_best.Count);
        while (_best.TryDequeue(out var candidate, out _)) list.Add(candidate);
        list.Reverse();
        return list;
    }
}

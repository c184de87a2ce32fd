using System.Collections.Concurrent;
using Catalogue.Site.Search.Lexicon;
using Catalogue.Site.Search.Postings;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search;

/// <summary>Searches an index that <see cref="PostingsSearchIndexWriter"/> built, as it was when it was opened.</summary>
public sealed class PostingsSearchIndex : ISearchIndex
{
    private const int Reranked = 64;
    private const int MaxDepth = 20_000;
    private const int EnoughWholeMatches = 10;

    private readonly List<Segment> _segments;
    private readonly bool[]?[] _dead;
    private readonly int[]?[] _serverOrder;
    private readonly Vocabulary _vocabulary;
    private readonly int _toolCount;
    private readonly ConcurrentBag<Scratch> _scratch = [];

    private PostingsSearchIndex(List<Segment> segments, bool[]?[] dead)
    {
        _segments = segments;
        _dead = dead;
        _vocabulary = new Vocabulary(segments);
        _serverOrder = OrderServers(segments);
        _toolCount = segments.Sum(segment => segment.ToolCount);
    }

    /// <inheritdoc/>
    public SearchResults Search(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Enter();
        try
        {
            return Run(query);
        }
        finally
        {
            _segments.ForEach(segment => segment.Leave());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _segments.ForEach(segment => segment.Dispose());

    internal static PostingsSearchIndex Open(string folder, Manifest manifest)
    {
        var segments = new List<Segment>();
        try
        {
            var dead = new List<bool[]?>();
            foreach (var entry in manifest.Segments)
            {
                var segment = Segment.Open(Manifest.SegmentPath(folder, entry.Number));
                segments.Add(segment);
                dead.Add(entry.Removed.Count == 0 ? null : Dead(segment, entry.Removed));
            }
            return new PostingsSearchIndex(segments, [.. dead]);
        }
        catch
        {
            segments.ForEach(segment => segment.Dispose());
            throw;
        }
    }

    private void Enter()
    {
        var entered = 0;
        try
        {
            for (; entered < _segments.Count; entered++) _segments[entered].Enter();
        }
        catch (ObjectDisposedException)
        {
            while (--entered >= 0) _segments[entered].Leave();
            throw new ObjectDisposedException(nameof(PostingsSearchIndex));
        }
    }

    private SearchResults Run(SearchQuery query)
    {
        var offset = Math.Max(0, query.Offset);
        var limit = Math.Clamp(query.Limit, 1, SearchQuery.MaxLimit);
        var parsed = QueryParser.Parse(query);
        var plan = new QueryPlanner(_vocabulary, _toolCount, SearchLexicon.Embedded).Plan(parsed, query.Text ?? "");
        var barred = ServerFilter.Barred(_segments, _dead, parsed);
        var capacity = (int)Math.Min(Math.Max(Reranked, (long)offset + limit), MaxDepth);
        if (!_scratch.TryTake(out var scratch)) scratch = new Scratch();
        var whole = new HitCollector(capacity);
        HitCollector? partial = null;
        RunSegments(plan, barred, scratch, whole, null);
        if (whole.Counts.Total < EnoughWholeMatches && plan.Groups.Count > 1)
        {
            (whole, partial) = (new HitCollector(capacity), new HitCollector(capacity));
            RunSegments(plan, barred, scratch, whole, partial);
        }
        if (_scratch.Count < Environment.ProcessorCount * 2) _scratch.Add(scratch);

        var candidates = Rerank(whole.Finish(), plan);
        if (partial is not null)
        {
            candidates.AddRange(Rerank(partial.Finish(), plan));
            whole.Counts.Add(partial.Counts);
        }
        var hits = candidates.Skip(offset).Take(limit).Select(candidate => _segments[candidate.Segment].Hit(candidate.Tool, candidate.Score)).ToList();
        return new SearchResults(hits, whole.Counts.Total, false, whole.Counts.Finish()) { CorrectedText = plan.CorrectedText };
    }

    private void RunSegments(QueryPlan plan, bool[]?[] barred, Scratch scratch, HitCollector whole, HitCollector? partial)
    {
        for (var i = 0; i < _segments.Count; i++) new SegmentSearch(_segments[i], i, _serverOrder[i], barred[i], plan, scratch).Run(whole, partial);
    }

    // The foremost are looked at closely; the same number always, so that pages fit together.
    private List<Candidate> Rerank(List<Candidate> candidates, QueryPlan plan)
    {
        if (plan.Groups.Count == 0) return candidates;
        var closer = new NameCloseness(plan);
        var first = candidates.Take(Reranked).Select(candidate => candidate with { Score = candidate.Score + closer.Bonus(_segments[candidate.Segment], candidate.Tool) }).ToList();
        first.Sort(static (a, b) => b.CompareTo(a));
        return [.. first, .. candidates.Skip(Reranked)];
    }

    private static bool[] Dead(Segment segment, IReadOnlyList<string> removed)
    {
        var dead = new bool[segment.ServerCount];
        foreach (var slug in removed)
        {
            if (segment.FindServer(slug) is >= 0 and var server) dead[server] = true;
        }
        return dead;
    }

    // Servers lie by slug in each segment: one place for each in the order of all. Null where there is but one segment.
    private static int[]?[] OrderServers(List<Segment> segments)
    {
        if (segments.Count < 2) return new int[]?[segments.Count];
        var orders = segments.Select(segment => new int[segment.ServerCount]).ToArray();
        var queue = new PriorityQueue<(int Segment, int Server), string>(StringComparer.Ordinal);
        for (var s = 0; s < segments.Count; s++)
        {
            if (segments[s].ServerCount > 0) queue.Enqueue((s, 0), segments[s].ServerSlug(0));
        }
        for (var next = 0; queue.TryDequeue(out var at, out _); next++)
        {
            orders[at.Segment][at.Server] = next;
            if (at.Server + 1 < segments[at.Segment].ServerCount) queue.Enqueue((at.Segment, at.Server + 1), segments[at.Segment].ServerSlug(at.Server + 1));
        }
        return orders;
    }
}

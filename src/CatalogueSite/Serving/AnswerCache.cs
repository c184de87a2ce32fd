using System.Collections.Concurrent;

namespace Catalogue.Site.Serving;

/// <summary>Answers of one generation that were sent lately, up to a number of bytes; the least lately used half goes when it is full.</summary>
internal sealed class AnswerCache(long capacity)
{
    private const int OverheadPerAnswer = 600;
    private readonly ConcurrentDictionary<(string Path, ContentCoding Coding), Entry> _entries = new();
    private readonly Lock _trimming = new();
    private long _bytes;
    private long _clock;

    /// <summary>The answer for a path as it was sent, or null.</summary>
    public SiteAnswer? Find(string path, ContentCoding coding)
    {
        if (!_entries.TryGetValue((path, coding), out var entry)) return null;
        entry.LastUse = Interlocked.Increment(ref _clock);
        return entry.Answer;
    }

    /// <summary>Keeps an answer.</summary>
    public void Add(string path, ContentCoding coding, SiteAnswer answer)
    {
        var entry = new Entry(answer) { LastUse = Interlocked.Increment(ref _clock) };
        if (!_entries.TryAdd((path, coding), entry)) return;
        if (Interlocked.Add(ref _bytes, answer.Body.Length + OverheadPerAnswer) > capacity) Trim();
    }

    private void Trim()
    {
        lock (_trimming)
        {
            if (Interlocked.Read(ref _bytes) <= capacity) return;
            var byAge = _entries.OrderBy(pair => pair.Value.LastUse).ToList();
            foreach (var (key, entry) in byAge)
            {
                if (Interlocked.Read(ref _bytes) <= capacity / 2) break;
                if (_entries.TryRemove(key, out _)) Interlocked.Add(ref _bytes, -(entry.Answer.Body.Length + OverheadPerAnswer));
            }
        }
    }

    private sealed class Entry(SiteAnswer answer)
    {
        public SiteAnswer Answer { get; } = answer;

        public long LastUse { get; set; }
    }
}

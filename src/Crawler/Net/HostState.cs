namespace Catalogue.Crawler.Net;

/// <summary>What politeness remembers of one host. Thread-safe.</summary>
internal sealed class HostState(int inFlight)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestGuess = TimeSpan.FromSeconds(60);
    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _starts = new();
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _refusals;
    private int _users;
    private bool _retired;

    /// <summary>The places for requests under way.</summary>
    public SemaphoreSlim Slots { get; } = new(inFlight, inFlight);

    /// <summary>Says that a request will use this state; false when it was just forgotten and a new one must be fetched.</summary>
    public bool TryJoin()
    {
        lock (_lock)
        {
            if (_retired) return false;
            _users++;
            return true;
        }
    }

    /// <summary>The counterpart of <see cref="TryJoin"/>.</summary>
    public void Leave()
    {
        lock (_lock) _users--;
    }

    /// <summary>Starts a request now (zero), or says how long to wait before trying again.</summary>
    public TimeSpan TryStart(int perSecond, TimeProvider timeProvider)
    {
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            if (now < _notBefore) return _notBefore - now;
            if (_starts.Count >= perSecond)
            {
                var free = _starts.Peek() + Window;
                if (now < free) return free - now;
                _starts.Dequeue();
            }
            _starts.Enqueue(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>A proper answer came: the next refusal starts from a short pause again.</summary>
    public void Answered()
    {
        lock (_lock) _refusals = 0;
    }

    /// <summary>Keeps requests away for the time asked, or for 1, 2, 4, … seconds when none was named.</summary>
    public TimeSpan BackOff(TimeSpan? asked, TimeProvider timeProvider)
    {
        lock (_lock)
        {
            var guess = TimeSpan.FromSeconds(Math.Min(LongestGuess.TotalSeconds, Math.Pow(2, Math.Min(_refusals, 10))));
            _refusals++;
            var wait = asked ?? guess;
            var until = timeProvider.GetUtcNow() + wait;
            if (until > _notBefore) _notBefore = until;
            return wait;
        }
    }

    /// <summary>Retires the state when nothing uses it and nothing in it matters any more.</summary>
    public bool TryRetire(TimeProvider timeProvider)
    {
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            if (_users > 0 || now < _notBefore || (_starts.Count > 0 && now - _starts.Last() < LongestGuess)) return false;
            return _retired = true;
        }
    }
}

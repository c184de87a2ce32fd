namespace Catalogue.Site.Policies.Evaluation;

/// <summary>The windows in which calls are counted. They begin on the full minute, hour and day (UTC).</summary>
public enum CounterWindow
{
    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,
}

/// <summary>A limit: at most so many calls in a window, counted under a name.</summary>
/// <param name="Counter">The name; limits of one name and window count together.</param>
/// <param name="Window">The window.</param>
/// <param name="Max">The greatest number of calls in one window.</param>
public sealed record CallLimit(string Counter, CounterWindow Window, int Max);

/// <summary>Counts calls by name and window. Not safe to share between threads.</summary>
public sealed class CallCounter
{
    private readonly Dictionary<(string Counter, CounterWindow Window), (long Number, int Calls)> _counts = [];

    /// <summary>Whether one more call fits under all limits; counts it under each when it does.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="now">The time of the call.</param>
    /// <returns>The limit that is used up, or null when the call was counted.</returns>
    public CallLimit? TryCount(IReadOnlyList<CallLimit> limits, DateTimeOffset now)
    {
        foreach (var limit in limits)
        {
            if (CallsIn(limit, now) >= limit.Max) return limit;
        }
        foreach (var key in limits.Select(limit => (limit.Counter, limit.Window)).Distinct())
        {
            var number = Number(key.Window, now);
            var old = _counts.GetValueOrDefault(key);
            _counts[key] = (number, old.Number == number ? old.Calls + 1 : 1);
        }
        return null;
    }

    private int CallsIn(CallLimit limit, DateTimeOffset now) =>
        _counts.TryGetValue((limit.Counter, limit.Window), out var count) && count.Number == Number(limit.Window, now) ? count.Calls : 0;

    private static long Number(CounterWindow window, DateTimeOffset now) => now.UtcTicks / window switch
    {
        CounterWindow.Minute => TimeSpan.TicksPerMinute,
        CounterWindow.Hour => TimeSpan.TicksPerHour,
        _ => TimeSpan.TicksPerDay,
    };
}

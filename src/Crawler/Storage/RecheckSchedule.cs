namespace Catalogue.Crawler.Storage;

/// <summary>When a server is asked again: often while it changes, seldom while it stays the same, ever later while it fails.</summary>
public sealed record RecheckSchedule
{
    /// <summary>The shortest time between two checks of a server that answers.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromHours(3);

    /// <summary>The time to the second check of a server that answered for the first time.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The longest time between two checks of a server that answers.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The time after a first failure; it doubles with each further one.</summary>
    public TimeSpan AfterFailure { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The longest time after a failure.</summary>
    public TimeSpan LongestAfterFailure { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Says what is wrong with these times, or null.</summary>
    public string? Check()
    {
        if (Shortest < TimeSpan.FromMinutes(1)) return $"the shortest time between checks is {Shortest}, but must be at least a minute";
        if (First < Shortest || Longest < First) return $"the times between checks must grow: shortest {Shortest}, first {First}, longest {Longest}";
        if (AfterFailure < TimeSpan.FromMinutes(1)) return $"the time after a failure is {AfterFailure}, but must be at least a minute";
        return LongestAfterFailure < AfterFailure ? $"the longest time after a failure is {LongestAfterFailure}, but the first is {AfterFailure}" : null;
    }

    /// <summary>The time between checks after an answer.</summary>
    /// <param name="before">The time so far; zero for a first answer.</param>
    /// <param name="changed">Whether the answer differs from the one before.</param>
    public TimeSpan AfterAnswer(TimeSpan before, bool changed)
    {
        if (before <= TimeSpan.Zero) return First;
        var next = changed ? before / 2 : before * 1.5;
        return next < Shortest ? Shortest : next > Longest ? Longest : next;
    }

    /// <summary>The time until the next check after failures in a row.</summary>
    public TimeSpan AfterFailures(long failures)
    {
        var factor = Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return AfterFailure.Ticks * factor >= LongestAfterFailure.Ticks ? LongestAfterFailure : AfterFailure * factor;
    }

    /// <summary>The same time, moved by up to a tenth, so that servers found together are not asked together for ever.</summary>
    public static TimeSpan Spread(TimeSpan time, long serverId) => time * (0.9 + (unchecked((ulong)serverId * 0x9E3779B97F4A7C15UL) >> 40) / (double)(1 << 24) * 0.2);
}

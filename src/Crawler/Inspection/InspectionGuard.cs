using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection;

/// <summary>
/// Watches over one inspection: counts what comes in, and ends the whole inspection at the first limit that is
/// crossed. The first fault wins, whatever exceptions follow from it.
/// </summary>
internal sealed class InspectionGuard : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenSource _timer;
    private readonly TimeProvider _clock;
    private TimeSpan _remaining;
    private long _runningSince;
    private int _waiting;
    private readonly Lock _lock = new();
    private long _bytes;
    private int _unasked;

    public InspectionGuard(InspectionLimits limits, TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        Limits = limits;
        Time = time;
        _clock = clock;
        _remaining = time;
        _runningSince = clock.GetTimestamp();
        _timer = new CancellationTokenSource(time, clock);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timer.Token);
        Token = _source.Token;
    }

    /// <summary>The limits in force.</summary>
    public InspectionLimits Limits { get; }

    /// <summary>The time allowed.</summary>
    public TimeSpan Time { get; }

    /// <summary>Cancelled by the caller, when the time is up, and by the first fault.</summary>
    public CancellationToken Token { get; }

    /// <summary>The first fault, or null.</summary>
    public InspectionFault? Fault { get; private set; }

    /// <summary>True when the time is up.</summary>
    public bool TimeIsUp => _timer.IsCancellationRequested;

    /// <summary>The first thing seen that was not MCP, for the reason of a time-out; or null.</summary>
    public string? Oddity { get; private set; }

    /// <summary>Ends the inspection, unless an earlier fault has.</summary>
    /// <returns>The exception to throw where the fault was noticed.</returns>
    public InspectionFaultException Fail(Outcome outcome, string reason)
    {
        lock (_lock) Fault ??= new InspectionFault(outcome, reason);
        _ = _source.CancelAsync();
        return new InspectionFaultException(Fault);
    }

    /// <summary>Stops the clock while a request waits for its turn at a host: that is our politeness and not the server's slowness.</summary>
    public void Wait(bool begins)
    {
        lock (_lock)
        {
            if (begins && _waiting++ == 0)
            {
                _remaining -= _clock.GetElapsedTime(_runningSince);
                if (_remaining > TimeSpan.Zero) _timer.CancelAfter(Timeout.InfiniteTimeSpan);
            }
            else if (!begins && --_waiting == 0)
            {
                _runningSince = _clock.GetTimestamp();
                if (_remaining > TimeSpan.Zero) _timer.CancelAfter(_remaining);
            }
        }
    }

    /// <summary>Counts bytes received.</summary>
    public void CountBytes(int count)
    {
        if (Interlocked.Add(ref _bytes, count) > Limits.MaxTotalBytes)
            throw Fail(Outcome.TooLarge, $"The server sent more than {Limits.MaxTotalBytes:N0} bytes in all.");
    }

    /// <summary>Counts a message that answers nothing we asked.</summary>
    public void CountUnasked()
    {
        if (Interlocked.Increment(ref _unasked) > Limits.MaxUnaskedMessages)
            throw Fail(Outcome.ProtocolError, $"The server sent more than {Limits.MaxUnaskedMessages:N0} messages that answer nothing it was asked{(Oddity is null ? "." : "; " + Oddity)}");
    }

    /// <summary>Remembers the first thing that was not MCP.</summary>
    public void Note(string oddity)
    {
        lock (_lock) Oddity ??= oddity;
    }

    public void Dispose()
    {
        _source.Dispose();
        _timer.Dispose();
    }
}

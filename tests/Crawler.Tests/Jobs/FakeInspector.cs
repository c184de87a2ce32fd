using System.Collections.Concurrent;
using Catalogue.Crawler.Inspection;

namespace Catalogue.Crawler.Tests.Jobs;

/// <summary>An inspector that answers as the test says, and counts.</summary>
internal sealed class FakeInspector(Func<InspectionTarget, InspectionResult> answer) : IServerInspector
{
    private int _now;
    private int _most;

    public ConcurrentQueue<InspectionTarget> Asked { get; } = new();

    public int MostAtOnce => _most;

    /// <summary>Is awaited inside each inspection.</summary>
    public Func<InspectionTarget, CancellationToken, Task>? During { get; set; }

    public async Task<InspectionResult> InspectAsync(InspectionTarget target, CancellationToken cancellationToken)
    {
        Asked.Enqueue(target);
        var now = Interlocked.Increment(ref _now);
        InterlockedMax(now);
        try
        {
            await Task.Yield();
            if (During is not null) await During(target, cancellationToken);
            return answer(target);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    private void InterlockedMax(int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref _most)) && Interlocked.CompareExchange(ref _most, value, seen) != seen)
        {
        }
    }
}

namespace Catalogue.Crawler.Net;

/// <summary>
/// How many visits (an inspection with all its requests) one host has at a time. Requests already wait their turn, but a visit has
/// a deadline: hundreds begun at once on a shared host would all run out of time in the queue.
/// </summary>
internal sealed class HostVisits(int most)
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a place at the host. Dispose what comes back when the visit is over.</summary>
    public async ValueTask<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        Place? place;
        lock (_places)
        {
            if (!_places.TryGetValue(host, out place)) _places[host] = place = new Place(most);
            place.Users++;
        }
        try
        {
            await place.Slots.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(host, place);
            throw;
        }
        return new Visit(this, host, place);
    }

    private void Leave(string host, Place place)
    {
        lock (_places)
        {
            if (--place.Users == 0) _places.Remove(host);
        }
    }

    private sealed class Place(int most)
    {
        public SemaphoreSlim Slots { get; } = new(most, most);

        public int Users { get; set; }
    }

    private sealed class Visit(HostVisits visits, string host, Place place) : IDisposable
    {
        private int _over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) != 0) return;
            place.Slots.Release();
            visits.Leave(host, place);
        }
    }
}

using System.Collections.Concurrent;
using System.Net;

namespace Catalogue.Crawler.Net;

/// <summary>
/// Politeness per host name: so many requests under way, so many starts in any second, and none while the host asked to be left
/// alone. A host is a name, not a port: many listed servers share one, and it is the same machine that suffers.
/// </summary>
internal sealed class HostGate(GuardOptions options, TimeProvider timeProvider)
{
    private const int ManyHosts = 4096;
    private readonly ConcurrentDictionary<string, HostState> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _exempt = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for leave to send one request. Dispose the lease when its answer is read.</summary>
    /// <exception cref="HostBackOffException">The host wants to be left alone for longer than a request may wait.</exception>
    public async ValueTask<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        if (await IsExemptAsync(host, cancellationToken)) return NoLease.Instance;
        if (_hosts.Count > ManyHosts) ForgetIdle();
        HostState state;
        do
        {
            state = _hosts.GetOrAdd(host, static (_, limit) => new HostState(limit), options.InFlightPerHost);
        }
        while (!state.TryJoin());
        try
        {
            await state.Slots.WaitAsync(cancellationToken);
            try
            {
                await WaitForTurnAsync(host, state, cancellationToken);
                return new Lease(state);
            }
            catch
            {
                state.Slots.Release();
                throw;
            }
        }
        catch
        {
            state.Leave();
            throw;
        }
    }

    /// <summary>Notes an answer: 429 and 503 make every request to this host wait, for Retry-After or a growing while.</summary>
    /// <returns>How long the host wants to be left alone, or null when it said nothing of the kind.</returns>
    public TimeSpan? Note(string host, HttpResponseMessage response)
    {
        var busy = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        if (!_hosts.TryGetValue(host, out var state)) return busy ? RetryAfter.Read(response, timeProvider) : null;
        if (!busy)
        {
            state.Answered();
            return null;
        }
        var asked = RetryAfter.Read(response, timeProvider);
        // Without Retry-After a 503 concerns one server behind the host; only a 429 is about us.
        if (asked is null && response.StatusCode != HttpStatusCode.TooManyRequests) return null;
        return state.BackOff(asked, timeProvider);
    }

    private async Task WaitForTurnAsync(string host, HostState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = state.TryStart(options.RequestsPerSecond, timeProvider);
            if (wait <= TimeSpan.Zero) return;
            if (wait > options.LongestBackOff) throw new HostBackOffException(host, wait);
            await Task.Delay(wait, timeProvider, cancellationToken);
        }
    }

    /// <summary>True for hosts of which every address lies in a network the operator opened.</summary>
    public async ValueTask<bool> IsExemptAsync(string host, CancellationToken cancellationToken)
    {
        if (options.AllowedNetworks.IsEmpty) return false;
        if (_exempt.TryGetValue(host, out var known)) return known;
        if (_exempt.Count > ManyHosts) _exempt.Clear();
        try
        {
            var addresses = await options.AddressesOfAsync(host, cancellationToken);
            // Special addresses that are not opened are not visited either, so they do not count.
            addresses = Array.FindAll(addresses, address => options.AllowedNetworks.Contains(address) || SpecialAddresses.KindOf(address) is null);
            return _exempt[host] = addresses.Length > 0 && Array.TrueForAll(addresses, options.AllowedNetworks.Contains);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false; // connecting will meet the same failure and say so
        }
    }

    private void ForgetIdle()
    {
        foreach (var (host, state) in _hosts)
        {
            if (state.TryRetire(timeProvider)) _hosts.TryRemove(new KeyValuePair<string, HostState>(host, state));
        }
    }

    private sealed class Lease(HostState state) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
            state.Slots.Release();
            state.Leave();
        }
    }
}

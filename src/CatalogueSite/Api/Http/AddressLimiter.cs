using System.Net;
using System.Net.Sockets;

namespace Catalogue.Site.Api.Http;

/// <summary>
/// A token bucket for each address (each /64 of IPv6). Memory is bounded: when more than <see cref="MaxAddresses"/> are known,
/// those whose buckets are full again are forgotten, and if that is not enough, all are.
/// </summary>
public sealed class AddressLimiter(int requestsPerMinute, int burst, TimeProvider time)
{
    /// <summary>Addresses that are kept in mind.</summary>
    public const int MaxAddresses = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, Bucket> _buckets = [];
    private readonly double _perSecond = requestsPerMinute / 60.0;

    /// <summary>Addresses that are kept in mind now.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _buckets.Count;
        }
    }

    /// <summary>Takes one request from an address's bucket; false with the time to wait when it is empty.</summary>
    public bool TryTake(IPAddress? address, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (requestsPerMinute == 0) return true;
        var key = KeyOf(address);
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (!_buckets.TryGetValue(key, out var bucket))
            {
                if (_buckets.Count >= MaxAddresses) Forget(now);
                bucket = new Bucket(burst, now);
            }
            var tokens = Refilled(bucket, now);
            var allowed = tokens >= 1;
            if (!allowed) retryAfter = TimeSpan.FromSeconds((1 - tokens) / _perSecond);
            _buckets[key] = new Bucket(allowed ? tokens - 1 : tokens, now);
            return allowed;
        }
    }

    private double Refilled(Bucket bucket, long now) => Math.Min(burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * _perSecond));

    private void Forget(long now)
    {
        foreach (var key in _buckets.Where(pair => Refilled(pair.Value, now) >= burst).Select(pair => pair.Key).ToList()) _buckets.Remove(key);
        if (_buckets.Count >= MaxAddresses) _buckets.Clear();
    }

    private static UInt128 KeyOf(IPAddress? address)
    {
        if (address is null) return 0;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var written);
        if (address.AddressFamily == AddressFamily.InterNetworkV6) bytes[8..].Clear();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes) + (UInt128)(uint)written;
    }

    private readonly record struct Bucket(double Tokens, long At);
}

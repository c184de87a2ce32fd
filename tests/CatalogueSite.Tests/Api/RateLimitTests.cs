using System.Net;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Api;

public sealed class RateLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task An_address_over_its_limit_gets_429_and_is_told_when_to_come_back()
    {
        await using var host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync(), new DoorOptions { RequestsPerMinute = 60, Burst = 3 }, _time);
        for (var n = 0; n < 3; n++) (await StatusAsync(host)).ShouldBe(HttpStatusCode.OK);
        using (var refused = await host.Client.GetAsync(new Uri("/api/v1/stats", UriKind.Relative)))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        }
        _time.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync(host)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(host)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public void Addresses_have_buckets_of_their_own_and_those_of_one_ipv6_network_share()
    {
        var limiter = new AddressLimiter(60, 1, _time);
        limiter.TryTake(IPAddress.Parse("192.0.2.1"), out _).ShouldBeTrue();
        limiter.TryTake(IPAddress.Parse("192.0.2.1"), out _).ShouldBeFalse();
        limiter.TryTake(IPAddress.Parse("::ffff:192.0.2.1"), out _).ShouldBeFalse();
        limiter.TryTake(IPAddress.Parse("192.0.2.2"), out _).ShouldBeTrue();
        limiter.TryTake(IPAddress.Parse("2001:db8::1"), out _).ShouldBeTrue();
        limiter.TryTake(IPAddress.Parse("2001:db8::2"), out _).ShouldBeFalse();
        limiter.TryTake(IPAddress.Parse("2001:db8:0:1::2"), out _).ShouldBeTrue();
    }

    [Fact]
    public void A_flood_of_addresses_does_not_fill_the_memory()
    {
        var limiter = new AddressLimiter(60, 1, _time);
        for (var n = 0u; n < AddressLimiter.MaxAddresses * 3; n++) limiter.TryTake(new IPAddress(n), out _).ShouldBeTrue();
        limiter.Count.ShouldBeLessThanOrEqualTo(AddressLimiter.MaxAddresses);
    }

    private static async Task<HttpStatusCode> StatusAsync(DoorHost host)
    {
        using var response = await host.Client.GetAsync(new Uri("/api/v1/stats", UriKind.Relative));
        return response.StatusCode;
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}

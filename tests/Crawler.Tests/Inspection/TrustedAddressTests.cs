using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Inspection;

public sealed class TrustedAddressTests
{
    [Fact]
    public async Task An_address_that_the_operator_wrote_is_visited_and_the_same_in_a_strangers_listing_is_not()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Error(404));
        using var http = new GuardedHttp(new GuardOptions());
        await using var inspector = new ServerInspector(http);
        var endpoint = new Endpoint { Kind = EndpointKind.StreamableHttp, Url = site.Url + "mcp" };

        var strangers = await inspector.InspectAsync(new InspectionTarget("stranger", endpoint), CancellationToken.None);
        site.Requests.ShouldBeEmpty();
        var own = await inspector.InspectAsync(new InspectionTarget("own", endpoint with { Trusted = true }), CancellationToken.None);

        strangers.Observation.Outcome.ShouldBe(Outcome.RefusedAddress);
        own.Observation.Outcome.ShouldNotBe(Outcome.RefusedAddress);
        site.Requests.ShouldNotBeEmpty();
    }
}

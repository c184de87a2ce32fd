using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection.Remotes;

/// <summary>Every revision of MCP over HTTP is spoken.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private HttpZoo _zoo = null!;

    public async Task InitializeAsync() => _zoo = await HttpZoo.OpenAsync();

    public async Task DisposeAsync() => await _zoo.DisposeAsync();

    [Theory]
    [InlineData(FarmEra.Stateless, "2026-07-28", 2)]
    [InlineData(FarmEra.Sessions, "2025-06-18", 5)]
    [InlineData(FarmEra.Events, "2025-11-25", 4)]
    public async Task A_server_of_each_era_is_observed_with_no_request_to_spare(FarmEra era, string version, int requests)
    {
        await using var farm = await ServerFarm.StartAsync(servers: 3, tools: 10, era);

        var result = await InspectAsync(farm.Url(0));

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        result.Observation.ProtocolVersion.ShouldBe(version);
        result.Observation.ServerTitle.ShouldBe("farm-0");
        result.Tools.Count.ShouldBe(4);
        farm.Requests.ShouldBe(requests);
    }

    [Theory]
    [InlineData(EndpointKind.Sse)]
    [InlineData(EndpointKind.StreamableHttp)]
    public async Task The_first_revision_is_spoken_whatever_the_listing_calls_it(EndpointKind kind)
    {
        SseServer.Install(_zoo);

        var result = await InspectAsync(_zoo.Url("sse"), kind);

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        result.Observation.ProtocolVersion.ShouldBe("2024-11-05");
        result.Observation.How.ShouldBe("sse");
        result.Tools.ShouldHaveSingleItem().Name.ShouldBe("old_tool");
    }

    [Fact]
    public async Task A_stream_that_names_another_host_for_messages_leads_nowhere()
    {
        SseServer.Install(_zoo, "http://169.254.169.254/messages");

        var result = await InspectAsync(_zoo.Url("sse"), EndpointKind.Sse);

        result.Observation.Outcome.ShouldBe(Outcome.RefusedAddress, result.Observation.Reason);
    }

    [Theory]
    [InlineData("https://{tenant}.example/mcp", Outcome.SettingsRequired)]
    [InlineData("ftp://example.org/mcp", Outcome.NoEndpoint)]
    [InlineData("not a url", Outcome.NoEndpoint)]
    [InlineData(null, Outcome.NoEndpoint)]
    [InlineData("http://127.0.0.1:1/mcp", Outcome.Unreachable)]
    [InlineData("http://10.0.0.1/mcp", Outcome.RefusedAddress)]
    public async Task An_address_that_cannot_be_asked_has_its_outcome(string? address, Outcome outcome)
    {
        using var http = Open();
        await using var inspector = new ServerInspector(http, new InspectionOptions { Limits = HttpZooTests.Small });

        var result = await inspector.InspectAsync(new InspectionTarget("x", new Endpoint { Kind = EndpointKind.StreamableHttp, Url = address }), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(outcome, result.Observation.Reason);
        result.Observation.Reason.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_required_header_gets_no_placeholder_and_its_absence_is_named()
    {
        _zoo.Own["/keyed"] = request => request.BytesAsync(400, "text/plain", "key missing"u8.ToArray());
        var endpoint = new Endpoint { Kind = EndpointKind.StreamableHttp, Url = _zoo.Url("keyed").AbsoluteUri, Settings = [new EndpointSetting("X-Zoo-Key", true, true)] };
        using var http = Open();
        await using var inspector = new ServerInspector(http, new InspectionOptions { Limits = HttpZooTests.Small });

        var result = await inspector.InspectAsync(new InspectionTarget("x", endpoint), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.SettingsRequired, result.Observation.Reason);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain("X-Zoo-Key");
    }

    private static GuardedHttp Open() => new(new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });

    private static async Task<InspectionResult> InspectAsync(Uri address, EndpointKind kind = EndpointKind.StreamableHttp)
    {
        using var http = Open();
        await using var inspector = new ServerInspector(http, new InspectionOptions { Limits = HttpZooTests.Small });
        return await inspector.InspectAsync(HttpZooTests.Target(address, kind), CancellationToken.None);
    }
}

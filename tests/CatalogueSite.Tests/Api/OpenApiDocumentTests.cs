using System.Text.Json.Nodes;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Api;

public sealed class OpenApiDocumentTests : IAsyncLifetime
{
    private DoorHost _host = null!;

    public async Task InitializeAsync() => _host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_description_changes_only_on_purpose()
    {
        var document = JsonNode.Parse(await _host.GetAsync("/openapi/v1.json"))!;
        document["info"]!["version"] = "0.0.0";
        Golden.ShouldMatch(DoorFixtures.Pretty(document.ToJsonString()), "Api/Golden/openapi.json");
    }

    [Theory]
    [InlineData("/api/v1/search", "/api/v1/search?q=product&limit=1")]
    [InlineData("/api/v1/stats", "/api/v1/stats")]
    [InlineData("/api/v1/servers", "/api/v1/servers?limit=2")]
    [InlineData("/api/v1/servers/{server}", "/api/v1/servers/io-example-shop")]
    [InlineData("/api/v1/servers/{server}", "/api/v1/servers/never-asked")]
    [InlineData("/api/v1/tools/{server}/{tool}", "/api/v1/tools/io-example-shop/remove-product")]
    [InlineData("/api/v1/attacks", "/api/v1/attacks")]
    [InlineData("/api/v1/changes", "/api/v1/changes")]
    public async Task Answers_are_as_described(string path, string request)
    {
        var text = await _host.GetAsync("/openapi/v1.json");
        var schema = JsonNode.Parse(text)!["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        OpenApiSchema.Parse(text).Check(JsonNode.Parse(await _host.GetAsync(request)), schema).ShouldBeEmpty();
    }
}

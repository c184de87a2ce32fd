using System.Net;
using System.Xml.Linq;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Api;

public sealed class BadgeModuleTests : IAsyncLifetime
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private DoorHost _host = null!;

    public async Task InitializeAsync() => _host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/badges/io-example-shop.svg", HttpStatusCode.OK, "MCP risk: Critical")]
    [InlineData("/badges/never-asked.svg", HttpStatusCode.OK, "MCP risk: not observed")]
    [InlineData("/badges/nobody.svg", HttpStatusCode.NotFound, "MCP risk: unknown server")]
    public async Task A_badge_is_a_picture_that_says_its_text_to_everybody(string path, HttpStatusCode status, string text)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        var picture = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        picture.Name.ShouldBe(Svg + "svg");
        ((string)picture.Attribute("role")!).ShouldBe("img");
        ((string)picture.Attribute("aria-label")!).ShouldBe(text);
        picture.Element(Svg + "title")!.Value.ShouldBe(text);
    }

    [Fact]
    public async Task A_badge_may_be_kept_and_asked_for_again_by_its_etag()
    {
        using var first = await _host.Client.GetAsync(new Uri("/badges/io-example-shop.svg", UriKind.Relative));
        first.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromHours(1));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/badges/io-example-shop.svg", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _host.Client.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }
}

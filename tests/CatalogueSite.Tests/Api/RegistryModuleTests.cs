using System.Net;
using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Api;

public sealed class RegistryModuleTests : IAsyncLifetime
{
    private DoorHost _host = null!;

    public async Task InitializeAsync() => _host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_registrys_entry_goes_out_byte_for_byte_with_our_summary_beside()
    {
        var entry = await _host.GetAsync("/v0.1/servers/io.example%2Fshop/versions/latest");
        var raw = Encoding.UTF8.GetString(DoorFixtures.RawEntry().Span);
        var end = raw.LastIndexOf("}}", StringComparison.Ordinal);
        entry.ShouldStartWith(raw[..end]);
        entry.ShouldEndWith("}}");
        var meta = JsonDocument.Parse(entry).RootElement.GetProperty("_meta");
        meta.GetProperty("io.modelcontextprotocol.registry/official").GetProperty("statusChangedAt").GetString().ShouldBe("2026-01-01T00:00:00Z");
        Golden.ShouldMatch(DoorFixtures.Pretty(meta.GetProperty("local.catalogue/risk").GetRawText()), "Api/Golden/registry-risk.json");
    }

    [Fact]
    public async Task Servers_of_other_sources_get_an_entry_of_ours()
    {
        var name = "local.catalogue/plain-&-<odd>-server";
        var entry = (await Json($"/v0.1/servers/{Uri.EscapeDataString(name)}/versions/0.0.0")).GetProperty("server");
        entry.GetProperty("name").GetString().ShouldBe(name);
        entry.GetProperty("version").GetString().ShouldBe("0.0.0");
        entry.GetProperty("description").GetString()!.Length.ShouldBeInRange(1, 100);
    }

    [Fact]
    public async Task The_list_is_walked_by_cursor_and_searched()
    {
        var names = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await Json("/v0.1/servers?limit=1" + (cursor is null ? "" : "&cursor=" + cursor));
            names.AddRange(page.GetProperty("servers").EnumerateArray().Select(entry => entry.GetProperty("server").GetProperty("name").GetString()));
            page.GetProperty("metadata").GetProperty("count").GetInt32().ShouldBe(1);
            cursor = page.GetProperty("metadata").TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null && names.Count < 9);
        names.Count.ShouldBe(3);
        names.ShouldBeUnique();
        (await Json("/v0.1/servers?search=SHOP")).GetProperty("servers").GetArrayLength().ShouldBe(1);
        (await Json("/v0.1/servers?version=1.2.3")).GetProperty("servers").GetArrayLength().ShouldBe(1);
        (await Json("/v0.1/servers?version=latest")).GetProperty("servers").GetArrayLength().ShouldBe(3);
        (await Json("/v0.1/servers/io.example%2Fshop/versions")).GetProperty("servers").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Updates_since_a_moment_include_deletions_and_refuse_to_leave_them_out()
    {
        // The registry's own entry was updated on the first of February; the other server's tools changed on the third.
        (await Json("/v0.1/servers?updated_since=2026-01-31T00:00:00Z")).GetProperty("servers").GetArrayLength().ShouldBe(2);
        (await Json("/v0.1/servers?updated_since=2026-02-02T00:00:00Z")).GetProperty("servers").GetArrayLength().ShouldBe(1);
        (await Json("/v0.1/servers?updated_since=2026-02-04T00:00:00Z")).GetProperty("servers").GetArrayLength().ShouldBe(0);
        foreach (var (query, parameter) in new[] { ("updated_since=2026-02-02T00:00:00Z&include_deleted=false", "include_deleted"), ("updated_since=yesterday", "updated_since"), ("limit=101", "limit"), ("cursor=x", "cursor") })
        {
            using var response = await _host.Client.GetAsync(new Uri("/v0.1/servers?" + query, UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
            JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("parameter").GetString().ShouldBe(parameter);
        }
    }

    [Theory]
    [InlineData("/v0.1/servers/no.such%2Fserver/versions", "Server not found")]
    [InlineData("/v0.1/servers/io-example-shop/versions", "Server not found")]
    [InlineData("/v0.1/servers/io.example%2Fshop/versions/9.9.9", "Server version not found")]
    public async Task What_is_not_there_is_said_in_the_registrys_way(string path, string error)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString().ShouldBe(error);
    }

    [Theory]
    [InlineData("""{"server":{"name":"a.b/c","description":"d","version":"1"}}""")]
    [InlineData("""{"server":{"name":"a.b/c","description":"d","version":"1"},"_meta":{}}""")]
    [InlineData("""{"_meta":{"x":1},"server":{"name":"a.b/c","description":"d","version":"1"}}""")]
    [InlineData("""{"server":{"name":"a.b/c","description":"d","version":"1"},"_meta":{"local.catalogue/risk":{"risk":"Low"},"x":1}}""")]
    public async Task Our_summary_is_ours_alone_whatever_the_entry_claims(string raw)
    {
        var server = Assessed.Server("a.b/c", Assessed.Tool("t"));
        server = server with { Record = server.Record with { Listings = [new Listing("registry", "a.b/c", DoorFixtures.Day, DoorFixtures.Day, null, Encoding.UTF8.GetBytes(raw))] } };
        await using var host = await DoorHost.StartAsync(await FakeCatalogue.CreateAsync(server));
        var text = await host.GetAsync("/v0.1/servers/a.b%2Fc/versions/latest");
        var entry = JsonDocument.Parse(text).RootElement;
        entry.GetProperty("server").GetRawText().ShouldBe("""{"name":"a.b/c","description":"d","version":"1"}""");
        entry.GetProperty("_meta").GetProperty("local.catalogue/risk").GetProperty("synthesised").GetBoolean().ShouldBeFalse();
        text.Split("local.catalogue/risk").Length.ShouldBe(2);
        if (raw.Contains("\"x\":1", StringComparison.Ordinal)) entry.GetProperty("_meta").GetProperty("x").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name":"client config","env":{"TOKEN":"secret"}}""")]
    [InlineData("""{"server":{"name":"some.other/name","description":"d","version":"1"}}""")]
    [InlineData("not json")]
    public async Task What_is_no_registrys_entry_of_this_server_is_not_shown(string raw)
    {
        var server = Assessed.Server("mine", Assessed.Tool("t"));
        server = server with { Record = server.Record with { Listings = [new Listing("list", "mine", DoorFixtures.Day, DoorFixtures.Day, null, Encoding.UTF8.GetBytes(raw))] } };
        await using var host = await DoorHost.StartAsync(await FakeCatalogue.CreateAsync(server));
        var text = await host.GetAsync("/v0.1/servers");
        text.ShouldNotContain("secret");
        JsonDocument.Parse(text).RootElement.GetProperty("servers")[0].GetProperty("server").GetProperty("name").GetString().ShouldBe("local.catalogue/mine");
    }

    [CorpusFact]
    public async Task Answers_are_valid_by_the_registrys_own_description()
    {
        var schema = OpenApiSchema.Load(Path.Combine(Corpus.Folder!, "..", "facts", "registry-api", "openapi.yaml"));
        schema.Validate(await _host.GetAsync("/v0.1/servers?search=shop"), "ServerList").ShouldBeEmpty();
        schema.Validate(await _host.GetAsync("/v0.1/servers/io.example%2Fshop/versions/latest"), "ServerResponse").ShouldBeEmpty();
        schema.Validate(await _host.GetAsync("/v0.1/servers/local.catalogue%2Fnever-asked/versions/latest"), "ServerResponse").ShouldBeEmpty();
        schema.Validate("""{"server":{"name":"no slash","description":"","version":1}}""", "ServerResponse").Count.ShouldBeGreaterThanOrEqualTo(3, "the validator itself must object to nonsense");
    }

    private async Task<JsonElement> Json(string path) => JsonDocument.Parse(await _host.GetAsync(path)).RootElement;
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Api;

public sealed class ApiModuleTests : IAsyncLifetime
{
    private DoorHost _host = null!;

    public async Task InitializeAsync() => _host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/api/v1/stats", "stats")]
    [InlineData("/api/v1/search?q=product", "search")]
    [InlineData("/api/v1/servers", "servers")]
    [InlineData("/api/v1/servers/io.example%2Fshop", "server")]
    [InlineData("/api/v1/tools/io.example%2Fshop/remove_product", "tool")]
    [InlineData("/api/v1/changes", "changes")]
    public async Task Answers_keep_their_shape(string path, string golden) =>
        Golden.ShouldMatch(DoorFixtures.Pretty(Steady(await _host.GetAsync(path))), $"Api/Golden/{golden}.json");

    [Theory]
    [InlineData("/api/v1/servers/io-example-shop")]
    [InlineData("/api/v1/servers/IO-Example-Shop")]
    [InlineData("/api/v1/servers/example-shop")]
    [InlineData("/api/v1/servers/io.example/shop")]
    public async Task A_server_answers_to_its_slug_in_any_case_its_alias_and_an_unescaped_slash(string path) =>
        (await Json(path)).GetProperty("name").GetString().ShouldBe("io.example/shop");

    [Fact]
    public async Task Attack_patterns_say_which_access_they_take_and_how_much_of_the_catalogue_gives_it()
    {
        var items = new List<JsonElement>();
        for (var next = "/api/v1/attacks?limit=7"; next is not null;)
        {
            var page = await Json(next);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("nextCursor").GetString() is { } cursor ? "/api/v1/attacks?limit=7&cursor=" + Uri.EscapeDataString(cursor) : null;
        }
        items.Select(item => item.GetProperty("id").GetString()).ShouldBe(Catalogue.Site.Attacks.AttackLibrary.LoadEmbedded().Patterns.Select(pattern => pattern.Id));
        var poisoning = items.Single(item => item.GetProperty("id").GetString() == "tool-poisoning");
        (poisoning.GetProperty("servers").GetInt32(), poisoning.GetProperty("tools").GetInt32(), poisoning.GetProperty("policy").GetString()).ShouldBe((2, 3, "hide"));
        var deletion = items.Single(item => item.GetProperty("id").GetString() == "replit-production-db-deletion");
        deletion.GetProperty("access").EnumerateArray().Select(name => name.GetString()).ShouldBe(["deletes"]);
        deletion.GetProperty("servers").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_tool_names_its_attack_patterns_with_the_reason_and_a_search_finds_patterns_too()
    {
        var attacks = (await Json("/api/v1/tools/io.example%2Fshop/remove_product")).GetProperty("attacks").EnumerateArray().ToList();
        attacks.ShouldNotBeEmpty();
        attacks.ShouldAllBe(attack => attack.GetProperty("reason").GetString()!.Length > 10 && attack.GetProperty("url").GetString()!.StartsWith("https://catalogue.example/attacks/"));
        var found = (await Json("/api/v1/search?q=blind+copy")).GetProperty("attacks").EnumerateArray();
        found.Select(attack => attack.GetProperty("id").GetString()).ShouldBe(["postmark-mcp-backdoor"]);
    }

    [Fact]
    public async Task Names_are_decoded_once()
    {
        (await Json("/api/v1/tools/plain-&-<odd>-server/read%20%22notes%22")).GetProperty("tool").GetString().ShouldBe("read \"notes\"");
        (await _host.Client.GetAsync(new Uri("/api/v1/servers/io.example%252Fshop", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_server_that_was_never_asked_has_no_risk() =>
        (await Json("/api/v1/servers/never-asked")).GetProperty("risk").ValueKind.ShouldBe(JsonValueKind.Null);

    [Theory]
    [InlineData("/api/v1/search?limit=0", "limit")]
    [InlineData("/api/v1/search?limit=101", "limit")]
    [InlineData("/api/v1/search?limit=ten", "limit")]
    [InlineData("/api/v1/search?category=evil", "category")]
    [InlineData("/api/v1/search?risk=extreme", "risk")]
    [InlineData("/api/v1/search?capability=flying", "capability")]
    [InlineData("/api/v1/search?contested=maybe", "contested")]
    [InlineData("/api/v1/search?cursor=abc", "cursor")]
    [InlineData("/api/v1/servers?cursor=%00", "cursor")]
    [InlineData("/api/v1/changes?limit=-1", "limit")]
    [InlineData("/api/v1/changes?cursor=c2VhcmNoOjE", "cursor")]
    public async Task A_wrong_parameter_is_named(string path, string parameter)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        response.Headers.ETag.ShouldBeNull();
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("parameter").GetString().ShouldBe(parameter);
        problem.GetProperty("status").GetInt32().ShouldBe(400);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("/api/v1/servers/nobody", "server")]
    [InlineData("/api/v1/tools/nobody/x", "server")]
    [InlineData("/api/v1/tools/never-asked/x", "tool")]
    [InlineData("/api/v1/tools/x", "tool")]
    [InlineData("/api/v1/nothing", "path")]
    public async Task What_is_not_there_is_a_404_that_says_what(string path, string parameter)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("parameter").GetString().ShouldBe(parameter);
    }

    [Fact]
    public async Task Every_list_can_be_walked_by_cursor_one_item_at_a_time()
    {
        foreach (var (path, expected) in new[] { ("/api/v1/servers?limit=1", 3), ("/api/v1/changes?limit=1", 3), ("/api/v1/search?limit=1", 3) })
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await Json(path + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)));
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
                cursor = page.GetProperty("nextCursor").GetString();
            }
            while (cursor is not null && seen.Count < 50);
            seen.Count.ShouldBe(expected, path);
            seen.Distinct().Count().ShouldBe(expected, path);
        }
    }

    [Fact]
    public async Task An_unchanged_generation_answers_304_to_its_etag_and_date()
    {
        using var first = await _host.Client.GetAsync(new Uri("/api/v1/stats", UriKind.Relative));
        var tag = first.Headers.ETag.ShouldNotBeNull();
        (await Conditional(request => request.Headers.IfNoneMatch.Add(tag))).ShouldBe(HttpStatusCode.NotModified);
        (await Conditional(request => request.Headers.IfModifiedSince = first.Content.Headers.LastModified)).ShouldBe(HttpStatusCode.NotModified);
        (await Conditional(request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\"")))).ShouldBe(HttpStatusCode.OK);
        _host.Catalogue.Stats = _host.Catalogue.Stats with { Generation = 8, PublishedAt = _host.Catalogue.Stats.PublishedAt.AddSeconds(9) };
        (await Conditional(request => request.Headers.IfNoneMatch.Add(tag))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_read()
    {
        using var response = await _host.Client.GetAsync(new Uri("/api/v1/stats", UriKind.Relative));
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        using var preflight = await _host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, new Uri("/api/v1/stats", UriKind.Relative)));
        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var post = await _host.Client.PostAsync(new Uri("/api/v1/stats", UriKind.Relative), null);
        post.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Head_answers_as_get_without_a_body()
    {
        using var response = await _host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri("/api/v1/stats", UriKind.Relative)));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(100);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_the_first_generation_doors_say_so_and_when_to_ask_again()
    {
        _host.Catalogue.Current = null;
        using var response = await _host.Client.GetAsync(new Uri("/api/v1/stats", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        _host.Catalogue.Current = _host.Catalogue;
    }

    [Fact]
    public async Task The_dump_is_served_as_gzip()
    {
        using var response = await _host.Client.GetAsync(new Uri("/api/v1/dump.jsonl.gz", UriKind.Relative));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/gzip");
        await using var unzip = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(unzip);
        (await reader.ReadLineAsync()).ShouldBe("{\"kind\":\"server\"}");
    }

    private async Task<JsonElement> Json(string path) => JsonDocument.Parse(await _host.GetAsync(path)).RootElement;

    private async Task<HttpStatusCode> Conditional(Action<HttpRequestMessage> set)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        set(request);
        using var response = await _host.Client.SendAsync(request);
        return response.StatusCode;
    }

    // What other parts of the product add over time (policy formats, attack patterns, versions) is not this contract's.
    private static string Steady(string json)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        if (node["policies"] is System.Text.Json.Nodes.JsonArray policies)
        {
            foreach (var policy in policies.Skip(1).ToList()) policies.Remove(policy);
        }
        if (node["attacks"] is not null) node["attacks"] = new System.Text.Json.Nodes.JsonArray();
        if (node["decision"] is not null) node["decision"]!["because"] = string.Create(CultureInfo.InvariantCulture, $"…");
        if (node["version"] is not null && node["generation"] is not null) node["version"] = "0.0.0";
        return node.ToJsonString();
    }
}

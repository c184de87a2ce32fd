using System.Text;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

/// <summary>Pages as registries send them: whole, cut, malformed, endless.</summary>
public sealed class RegistryPageTests : IDisposable
{
    private readonly SourceHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task An_entry_is_kept_byte_for_byte()
    {
        var odd = """{ "server" : {"name":"com.a-shop/odd",  "x": 1.50, "y":"\u00e9é","name":"com.a-shop/odd"},"_meta":{} }""";
        await using var site = await FakeSite.StartAsync(_ => FakeRegistry.Page([FakeRegistry.Entry("com.a-shop/a"), odd], null));

        var (servers, _, _) = await _harness.ReadAsync(Source(site));

        Encoding.UTF8.GetString(servers[1].RawEntry!.Value.Span).ShouldBe(odd);
    }

    [Fact]
    public async Task Malformed_entries_are_counted_and_the_rest_goes_on()
    {
        string[] entries =
        [
            FakeRegistry.Entry("com.a-shop/first"), "null", "[]", "\"text\"", "{}", """{"server":"x"}""", """{"server":{"name":""}}""", """{"server":{"name":5}}""",
            "{\"server\":{\"name\":\"" + new string('n', 400) + "\"}}", "{\"server\":{\"name\":\"a\\u0000b\"}}", "{\"server\":{\"name\":\"lone\\ud800\"}}",
            "{\"server\":{\"name\":\"deep\",\"x\":" + new string('[', 200) + new string(']', 200) + "}}",
            """{"server":{"name":"com.a-shop/odd","packages":"none","remotes":[1,{"url":7},{"type":"carrier-pigeon","url":"https://x.net"}],"repository":[]},"_meta":3}""",
            FakeRegistry.Entry("com.a-shop/last"),
        ];
        await using var site = await FakeSite.StartAsync(_ => FakeRegistry.Page(entries, null));

        var (servers, errors, failure) = await _harness.ReadAsync(Source(site));

        failure.ShouldBeNull();
        servers.Select(static server => server.Name).ShouldBe(["com.a-shop/first", "5", "com.a-shop/odd", "com.a-shop/last"]);
        errors.Count.ShouldBe(10);
        errors.ShouldContain(static error => error.StartsWith("entry 2:", StringComparison.Ordinal));
        errors.ShouldAllBe(static error => !error.Any(char.IsControl));
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_a_page_is_tried_again()
    {
        var registry = new FakeRegistry().AddRemote("com.a-shop/a");
        await using var site = await FakeSite.StartAsync(request => request.Number == 1 ? registry.Answer(request) with { CutAfter = 20 } : registry.Answer(request));

        (await _harness.ReadAsync(Source(site))).Servers.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{\"servers\":[%,{\"server\":{\"name\":\"cut")]
    [InlineData("{\"servers\":[%,nonsense]}")]
    [InlineData("{\"servers\":[%")]
    public async Task Of_a_truncated_page_the_whole_entries_count(string page)
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text(page.Replace("%", FakeRegistry.Entry("com.a-shop/whole"), StringComparison.Ordinal)));

        var (servers, _, failure) = await _harness.ReadAsync(Source(site));

        servers.ShouldHaveSingleItem().Name.ShouldBe("com.a-shop/whole");
        failure!.Message.ShouldContain("not whole JSON");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("{\"items\":[]}")]
    [InlineData("{\"servers\":{}}")]
    public async Task What_is_no_registry_is_told(string answer)
    {
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Text(answer));

        (await _harness.ReadAsync(Source(site))).Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_of_gigabytes_is_not_read()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Drip(new byte[1 << 20], TimeSpan.Zero));

        var (_, _, failure) = await _harness.ReadAsync(Source(site));

        failure!.Message.ShouldContain("exceeds");
        site.Requests.Count.ShouldBe(1);
    }

    private IServerSource Source(FakeSite site, string more = "") => _harness.Create($"kind: registry\nurl: {site.Url}\n{more}\n");
}

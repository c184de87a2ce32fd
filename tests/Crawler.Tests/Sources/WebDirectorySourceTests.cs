using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

[Trait("Category", "Browser")]
public sealed class WebDirectorySourceTests : IDisposable
{
    private const string Settings = """
        kind: web-directory
        url: URL
        entry: li.server
        fields:
          name: h2
          description: p
          repository: a.code@href
          remote: "@data-remote"
          npm: code
        next: button.next
        wait-seconds: 20
        """;

    private readonly GuardedHttp _http = new(new GuardOptions());

    public void Dispose() => _http.Dispose();

    [BrowserFact]
    public async Task A_list_that_only_a_script_builds_is_read_over_all_its_pages()
    {
        await using var site = await StartAsync("");
        var source = Create(site);

        var servers = await ReadAsync(source);

        servers.Select(static server => server.Name).ShouldBe(Enumerable.Range(1, 7).Select(static i => $"Server {i}"));
        servers[0].Description.ShouldBe("Does thing number 1");
        servers[0].Repository.ShouldBe(new Uri(site.Url, "/code/1").AbsoluteUri);
        servers[0].Endpoints.Select(static e => e.Url ?? $"{e.PackageType}:{e.PackageName}").ShouldBe(["https://mcp.a-shop.com/1", "npm:server-1"]);
        source.LastPass!.Complete.ShouldBeTrue();
        site.Requests.Select(static request => request.Path).ShouldBe(["/", "/data", "/data", "/data"], ignoreOrder: true);
        site.Requests.ShouldAllBe(static request => request.Headers["User-Agent"].StartsWith("mcp-risk-catalogue/", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_page_that_looks_inside_or_outside_the_browser_finds_nothing()
    {
        await using var inside = await FakeSite.StartAsync(static _ => FakeAnswer.Text("secret").With("Access-Control-Allow-Origin", "*"));
        var port = inside.Port;
        await using var site = await StartAsync($$"""
            window.found = [];
            for (const url of ['http://127.0.0.1:{{port}}/', 'http://localhost:{{port}}/', 'http://169.254.169.254/latest/', 'file:///etc/passwd'])
              fetch(url).then(r => r.text()).then(t => found.push(t)).catch(e => found.push('refused'));
            const socket = new WebSocket('ws://127.0.0.1:{{port}}/'); socket.onopen = () => found.push('open'); socket.onerror = () => found.push('refused');
            const image = new Image(); image.src = 'http://127.0.0.1:{{port}}/pixel';
            """);

        var servers = await ReadAsync(Create(site));

        servers.Count.ShouldBe(7);
        inside.Requests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_page_without_the_list_is_told()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Text("<p>Soon</p>") with { ContentType = "text/html" });

        var failure = await Should.ThrowAsync<SourceUnavailableException>(() => ReadAsync(Create(site, wait: 2)));

        failure.Message.ShouldContain("'li.server'");
    }

    [Fact]
    public async Task Where_there_is_no_browser_the_message_says_so()
    {
        await using var site = await StartAsync("");
        var source = Create(site, browser: "/nowhere/chromium");

        (await Should.ThrowAsync<SourceUnavailableException>(() => ReadAsync(source))).Message.ShouldContain("/nowhere/chromium");
    }

    /// <summary>A directory whose HTML is empty: a script fetches three entries at a time and shows them when its button is clicked.</summary>
    private static Task<FakeSite> StartAsync(string script) => FakeSite.StartAsync(request => request.Path == "/data"
        ? FakeAnswer.Text($"[{string.Join(',', Enumerable.Range((int.Parse(request.Query["page"]) * 3) + 1, 3).Where(static i => i <= 7))}]")
        : FakeAnswer.Text($$"""
            <!doctype html><title>Directory</title><ul id="list"></ul><button class="next">More</button>
            <script>
              {{script}}
              let page = 0;
              async function show() {
                const numbers = await (await fetch('/data?page=' + page)).json();
                document.getElementById('list').innerHTML = numbers.map(i =>
                  `<li class="server" data-remote="https://mcp.a-shop.com/${i}"><h2> Server ${i} </h2><p>Does thing number ${i}</p><a class="code" href="/code/${i}">code</a><code>server-${i}</code></li>`).join('');
                document.querySelector('.next').disabled = numbers.includes(7);
              }
              document.querySelector('.next').addEventListener('click', () => { page++; show(); });
              show();
            </script>
            """) with { ContentType = "text/html; charset=utf-8" });

    private IServerSource Create(FakeSite site, string? browser = null, int wait = 20)
    {
        using var folder = new ScratchFolder();
        folder.Write("web.yaml", Settings.Replace("URL", site.Url.AbsoluteUri, StringComparison.Ordinal).Replace("wait-seconds: 20", $"wait-seconds: {wait}", StringComparison.Ordinal));
        return SourceCatalogue.ReadOne(SourceFiles.In(folder.Path), "web.yaml").Create(new SourceContext(_http) { BrowserPath = browser ?? BrowserFactAttribute.Browser });
    }

    private static async Task<List<DiscoveredServer>> ReadAsync(IServerSource source)
    {
        var servers = new List<DiscoveredServer>();
        await foreach (var item in source.DiscoverAsync(null, CancellationToken.None)) servers.Add(item.Server.ShouldNotBeNull(item.Error));
        return servers;
    }
}

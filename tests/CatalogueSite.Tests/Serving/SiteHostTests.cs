using System.IO.Compression;
using System.Net;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Serving;

public sealed class SiteHostTests
{
    private const string ToolPath = "/servers/acme-mail/tools/send-mail/";
    private const string ToolHtml =
        "<!DOCTYPE html><html><body data-where=\"https://risk.example/servers/acme-mail/tools/send-mail/\"><p>tool send_mail: Sends &lt;b&gt;mail&lt;/b&gt; – 信.</p><b>2</b><a href=\"/categories/read/\">readers</a></body></html>";

    [Fact]
    public async Task A_page_is_put_together_from_its_texts_and_parts_in_every_coding()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        for (var round = 0; round < 2; round++)
        {
            foreach (var (accept, coding) in new[] { ((string?)null, ""), ("gzip", "gzip"), ("br, gzip", "br"), ("gzip;q=0.5, br;q=0", "gzip"), ("identity", "") })
            {
                using var answer = await site.GetAsync(ToolPath, accept);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                string.Join(',', answer.Content.Headers.ContentEncoding).ShouldBe(coding);
                answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
                (await TextAsync(answer)).ShouldBe(ToolHtml);
            }
        }
    }

    [Fact]
    public async Task A_client_that_has_the_page_already_is_told_so()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        using var first = await site.GetAsync(ToolPath, "gzip");
        using var again = await site.GetAsync(ToolPath, "gzip", first.Headers.ETag!.Tag);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var otherCoding = await site.GetAsync(ToolPath, null, first.Headers.ETag!.Tag);
        otherCoding.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_part_that_changes_changes_the_tag_of_pages_that_hold_it_without_their_being_written()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        using var before = await site.GetAsync(ToolPath);
        folder.Put(2, "acme/shop", Assessed.Tool("buy"));
        (await folder.PublishAsync()).PagesWritten.ShouldBe(2);
        var page = await WaitForAsync(site, ToolPath, text => text.Contains("<b>3</b>", StringComparison.Ordinal));
        page.ShouldBe(ToolHtml.Replace("<b>2</b>", "<b>3</b>", StringComparison.Ordinal));
        using var after = await site.GetAsync(ToolPath);
        after.Headers.ETag!.Tag.ShouldNotBe(before.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("/Servers/ACME-Mail/", "/servers/acme-mail/")]
    [InlineData("/servers/acme-mail", "/servers/acme-mail/")]
    [InlineData("/servers/acme-mail?x=1", "/servers/acme-mail/?x=1")]
    [InlineData("/servers//acme-mail/", "/servers/acme-mail/")]
    [InlineData("/servers/acme%2Fmail/", "/servers/acme-mail/")]
    [InlineData("/servers/old-name/tools/send_mail", "/servers/acme-mail/tools/send-mail/")]
    [InlineData("/servers/acme-mail/tools/a%2Fb%252F", "/servers/acme-mail/tools/a-b/")]
    [InlineData("/categories/READ/page/1", "/categories/read/")]
    public async Task Other_spellings_lead_to_the_canonical_path(string asked, string canonical)
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        var answer = await site.SendRawAsync($"GET {asked} HTTP/1.1");
        answer.ShouldStartWith("HTTP/1.1 301 ");
        answer.ShouldContain($"\r\nLocation: {canonical}\r\n");
    }

    [Theory]
    [InlineData("/servers/acme%252Fmail/")]
    [InlineData("/servers/../servers/acme-mail/")]
    [InlineData("//evil.example/")]
    [InlineData("/servers/acme-mail/tools/send-mail/more/")]
    [InlineData("/categories/read/page/3/")]
    [InlineData("/categories/none/")]
    [InlineData("/%00")]
    public async Task What_is_not_there_is_a_page_that_says_so(string asked)
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        var answer = await site.SendRawAsync($"GET {asked} HTTP/1.1");
        answer.ShouldStartWith(asked == "/%00" ? "HTTP/1.1 400 " : "HTTP/1.1 404 ");
    }

    [Fact]
    public async Task Pages_of_the_whole_catalogue_are_rendered_for_the_generation_that_is_asked()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        (await TextAsync(await site.GetAsync("/"))).ShouldContain("home of 2 tools");
        (await TextAsync(await site.GetAsync("/categories/read/page/2/"))).ShouldContain("page 2");
        folder.Put(2, "acme/shop", Assessed.Tool("buy"));
        await folder.PublishAsync();
        await WaitForAsync(site, "/", text => text.Contains("home of 3 tools", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_carries_the_strict_headers()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        foreach (var path in new[] { "/", ToolPath, "/nothing/", "/healthz", "/policies/acme-mail/catalogue.json", "/servers/acme-mail" })
        {
            using var answer = await site.GetAsync(path);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("require-trusted-types-for 'script'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Before_the_first_generation_visitors_see_what_is_going_on()
    {
        using var folder = new PublishingFolder();
        var crawl = new CrawlStatus
        {
            Now = CrawlSnapshot.Idle with { Phase = "Asking <servers>", Done = 3, Total = 13, Outcomes = new Dictionary<Outcome, int> { [Outcome.TimedOut] = 2 } },
        };
        await using var site = await StartAsync(folder, options => options with { Crawl = crawl });
        using var front = await site.GetAsync("/");
        front.StatusCode.ShouldBe(HttpStatusCode.OK);
        front.Headers.GetValues("Refresh").ShouldBe(["3"]);
        var html = await TextAsync(front);
        html.ShouldContain("Asking &lt;servers&gt;: 3 of 13");
        html.ShouldContain("timed out");
        using var other = await site.GetAsync(ToolPath);
        other.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        folder.Put(1, "acme/mail", Assessed.Tool("send_mail"));
        await folder.PublishAsync();
        await WaitForAsync(site, "/", text => text.Contains("home of 1 tools", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_is_told_to_all_and_figures_to_loopback_alone()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        (await TextAsync(await site.GetAsync("/healthz"))).ShouldBe("ok, generation 1\n");
        (await TextAsync(await site.GetAsync("/metrics"))).ShouldContain("\ncatalogue_tools 2\n");
        (await site.SendRawAsync("GET /metrics HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9")).ShouldStartWith("HTTP/1.1 403 ");
        await using var open = await StartAsync(folder, options => options with { PublicMetrics = true });
        (await open.SendRawAsync("GET /metrics HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9")).ShouldStartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence()
    {
        using var folder = new PublishingFolder();
        await using var site = await StartAsync(folder);
        var error = await Should.ThrowAsync<PublishException>(() => StartAsync(folder, options => options with { Urls = [site.Root.ToString()] }));
        error.Message.ShouldContain("another program listens there already");
        error.Message.ShouldContain("--urls");
    }

    [Fact]
    public async Task Pages_are_only_read()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder);
        using var answer = await site.Client.PostAsync(new Uri(ToolPath, UriKind.Relative), new StringContent("x"));
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        using var head = await site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, ToolPath));
        head.Content.Headers.ContentLength.ShouldBe(System.Text.Encoding.UTF8.GetByteCount(ToolHtml));
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    private static async Task<PublishingFolder> MailAsync()
    {
        var folder = new PublishingFolder();
        folder.Reader.Put(Assessed.Record(
            "acme/mail",
            Assessed.Tool("send_mail", "Sends <b>mail</b> – 信.", slug: "send-mail"),
            Assessed.Tool("a/b%2F", "Odd.", slug: "a-b")) with
        { Aliases = ["old-name"] });
        await folder.PublishAsync();
        return folder;
    }

    private static Task<RunningSite> StartAsync(PublishingFolder folder, Func<SiteHostOptions, SiteHostOptions>? change = null) =>
        RunningSite.StartAsync(folder, options =>
        {
            var known = options with { Address = new SiteAddress(new Uri("https://risk.example/"), null) };
            return change?.Invoke(known) ?? known;
        });

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        Stream stream = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        if (answer.Content.Headers.ContentEncoding.Contains("gzip")) stream = new GZipStream(stream, CompressionMode.Decompress);
        if (answer.Content.Headers.ContentEncoding.Contains("br")) stream = new BrotliStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    // The site looks for a new generation by itself; ask until it has seen it.
    private static async Task<string> WaitForAsync(RunningSite site, string path, Func<string, bool> seen)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            using var answer = await site.GetAsync(path);
            var text = await TextAsync(answer);
            if (seen(text)) return text;
            await Task.Yield();
        }
    }
}

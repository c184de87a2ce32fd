using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Net;

public sealed class GuardedHttpTests
{
    private static readonly GuardOptions Loopback = new() { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) };

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://017700000001:{0}/")]
    [InlineData("http://0177.0.0.01:{0}/")]
    [InlineData("http://127.0.0.1.:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://LOCALHOST.:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://[::127.0.0.1]:{0}/")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/")]
    [InlineData("http://[::]:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://①②⑦.⓪.⓪.①:{0}/")]
    [InlineData("http://127。0。0。1:{0}/")]
    public async Task No_spelling_of_this_machine_is_visited(string url)
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Text("secret"));
        using var http = new GuardedHttp(new GuardOptions());
        using var client = http.CreateClient(new ClientLimits());

        var failure = await Should.ThrowAsync<Exception>(() => client.GetStringAsync(string.Format(null, url, site.Port)));

        NetFailure.Read(failure)!.Value.Outcome.ShouldBe(Outcome.RefusedAddress, failure.ToString());
        site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Odd_spellings_of_public_addresses_are_refused_before_any_connection()
    {
        using var http = new GuardedHttp(new GuardOptions());
        using var client = http.CreateClient(new ClientLimits());

        var failure = await Should.ThrowAsync<RefusedAddressException>(() => client.GetStringAsync("http://0x08080808/"));

        failure.Message.ShouldContain("8.8.8.8");
    }

    [Fact]
    public async Task A_name_is_judged_by_what_it_resolves_to_at_the_moment_of_connecting()
    {
        var answers = new Queue<IPAddress>([IPAddress.Parse("169.254.169.254")]);
        using var http = new GuardedHttp(new GuardOptions { Resolve = (_, _) => Task.FromResult(new[] { answers.Dequeue() }) });
        using var client = http.CreateClient(new ClientLimits());

        var failure = await Should.ThrowAsync<RefusedAddressException>(() => client.GetStringAsync("http://innocent.example.net/"));

        failure.Host.ShouldBe("innocent.example.net");
        failure.Address.ShouldBe(IPAddress.Parse("169.254.169.254"));
        answers.ShouldBeEmpty("the name is looked up once and the address judged is the address used");
    }

    [Fact]
    public async Task A_redirect_to_the_metadata_service_is_refused()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Redirect(302, "http://169.254.169.254/latest/meta-data/"));
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits());

        var failure = await Should.ThrowAsync<RefusedAddressException>(() => client.GetStringAsync(site.Url));

        failure.Address.ShouldBe(IPAddress.Parse("169.254.169.254"));
    }

    [Fact]
    public async Task What_the_operator_wrote_is_trusted_for_that_host_and_port_alone()
    {
        await using var other = await FakeSite.StartAsync(static _ => FakeAnswer.Text("secret"));
        await using var own = await FakeSite.StartAsync(request =>
            request.Path == "/away" ? FakeAnswer.Redirect(302, other.Url.AbsoluteUri) : FakeAnswer.Text("mine"));
        using var http = new GuardedHttp(new GuardOptions());
        using var client = http.CreateClient(new ClientLimits { TrustedUrls = [own.Url] });

        (await client.GetStringAsync(own.Url)).ShouldBe("mine");
        await Should.ThrowAsync<RefusedAddressException>(() => client.GetStringAsync(new Uri(own.Url, "/away")));
        await Should.ThrowAsync<RefusedAddressException>(() => client.GetStringAsync(other.Url));
        using var stranger = http.CreateClient(new ClientLimits());
        await Should.ThrowAsync<RefusedAddressException>(() => stranger.GetStringAsync(own.Url));
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Redirects_are_followed_a_bounded_number_of_times()
    {
        await using var site = await FakeSite.StartAsync(static request => FakeAnswer.Redirect(307, request.Path + "x"));
        using var http = new GuardedHttp(Loopback with { MaxRedirects = 3 });
        using var client = http.CreateClient(new ClientLimits());

        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(site.Url));

        site.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_redirect_elsewhere_carries_no_token_and_a_307_carries_the_body()
    {
        await using var target = await FakeSite.StartAsync(static _ => FakeAnswer.Text("done"));
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Redirect(307, target.Url.AbsoluteUri));
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits());
        using var request = new HttpRequestMessage(HttpMethod.Post, site.Url) { Content = new StringContent("body") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer secret");
        request.Headers.TryAddWithoutValidation("X-Api-Key", "secret");
        request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", "2026-07-28");

        using var response = await client.SendAsync(request);

        var seen = target.Requests.ShouldHaveSingleItem();
        seen.Body.ShouldBe("body");
        seen.Headers.Keys.ShouldNotContain("Authorization");
        seen.Headers.Keys.ShouldNotContain("X-Api-Key");
        seen.Headers["MCP-Protocol-Version"].ShouldBe("2026-07-28");
    }

    [Fact]
    public async Task Cookies_are_not_kept_and_the_agent_is_honest()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Text("x").With("Set-Cookie", "a=b"));
        using var http = new GuardedHttp(Loopback with { ContactUrl = "https://catalogue.test/about" });
        using var client = http.CreateClient(new ClientLimits());

        await client.GetStringAsync(site.Url);
        await client.GetStringAsync(site.Url);

        site.Requests.ShouldAllBe(static request => !request.Headers.ContainsKey("Cookie") && !request.Headers.ContainsKey("traceparent"));
        site.Requests[1].Headers["User-Agent"].ShouldMatch(@"^mcp-risk-catalogue/[\d.]+\S* \(\+https://catalogue\.test/about\)$");
    }

    [Fact]
    public async Task Without_a_contact_of_its_own_every_request_names_the_products_page_about_the_crawler()
    {
        await using var site = await FakeSite.StartAsync(static request => request.Path == "/" ? FakeAnswer.Redirect(302, "/there") : FakeAnswer.Text("x"));
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits { TrustedUrls = [site.Url] });

        await client.GetStringAsync(site.Url);

        site.Requests.Select(static request => request.Path).ShouldBe(["/", "/there"]);
        var address = $"{ProductHome.Url}crawler/";
        site.Requests.ShouldAllBe(request => request.Headers["User-Agent"].StartsWith("mcp-risk-catalogue/") && request.Headers["User-Agent"].EndsWith($" (+{address})"));
    }

    [Fact]
    public async Task A_host_that_is_left_out_is_not_visited_by_any_way()
    {
        await using var left = await FakeSite.StartAsync(static _ => FakeAnswer.Text("x"));
        await using var other = await FakeSite.StartAsync(_ => FakeAnswer.Redirect(307, $"http://127.0.0.2:{left.Port}/"));
        var asked = new List<string>();
        using var http = new GuardedHttp(Loopback with
        {
            LeftOut = LeftOutHosts.Parse(["127.0.0.2", "Example.ORG.", "[::1]"]),
            Resolve = (name, _) =>
            {
                asked.Add(name);
                return Task.FromResult(new[] { IPAddress.Loopback });
            },
        });
        using var client = http.CreateClient(new ClientLimits { TrustedUrls = [new Uri($"http://example.org:{left.Port}/")] });

        foreach (var url in (string[])[$"http://127.0.0.2:{left.Port}/", $"http://example.org:{left.Port}/", $"http://MCP.example.org.:{left.Port}/", $"http://[::1]:{left.Port}/", other.Url.AbsoluteUri])
        {
            var failure = await Should.ThrowAsync<RefusedAddressException>(() => client.GetStringAsync(url));
            failure.Message.ShouldContain("is left out");
            NetFailure.Read(failure)!.Value.Outcome.ShouldBe(Outcome.RefusedAddress);
        }
        left.Requests.ShouldBeEmpty();
        asked.ShouldBeEmpty("not even its name is looked up");
        (await client.GetStringAsync($"http://notexample.org:{left.Port}/")).ShouldBe("x");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_is_met_while_it_swells(string coding)
    {
        var bomb = Bombs.Zeros(coding, 200 << 20);
        await using var site = await FakeSite.StartAsync(_ => FakeAnswer.Bytes(bomb).With("Content-Encoding", coding));
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits { MaxResponseBytes = 1 << 20 });
        var before = GC.GetTotalAllocatedBytes();

        var failure = await Should.ThrowAsync<Exception>(() => client.GetByteArrayAsync(site.Url));

        NetFailure.Read(failure)!.Value.Outcome.ShouldBe(Outcome.TooLarge, failure.ToString());
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public async Task An_announced_length_beyond_the_cap_is_refused_unread()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Bytes(new byte[2000]));
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits { MaxResponseBytes = 1000 });

        await Should.ThrowAsync<ResponseTooLargeException>(() => client.GetByteArrayAsync(site.Url));
    }

    [Fact]
    public async Task All_answers_of_a_client_share_its_budget()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Bytes(new byte[600]));
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits { MaxTotalBytes = 1000 });

        await client.GetByteArrayAsync(site.Url);
        var failure = await Should.ThrowAsync<Exception>(() => client.GetByteArrayAsync(site.Url));

        NetFailure.Read(failure)!.Value.Outcome.ShouldBe(Outcome.TooLarge);
        using var next = http.CreateClient(new ClientLimits { MaxTotalBytes = 1000 });
        (await next.GetByteArrayAsync(site.Url)).Length.ShouldBe(600);
    }

    [Fact]
    public async Task A_slow_drip_ends_at_the_deadline()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Drip("x"u8.ToArray(), TimeSpan.FromMilliseconds(20)));
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        var failure = await Should.ThrowAsync<Exception>(() => client.GetStringAsync(site.Url));

        NetFailure.Read(failure)!.Value.Outcome.ShouldBe(Outcome.TimedOut, failure.ToString());
    }

    [Fact]
    public async Task A_host_that_never_answers_ends_at_the_deadline()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Silence());
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits { RequestTimeout = TimeSpan.FromMilliseconds(200) });

        var failure = await Should.ThrowAsync<Exception>(() => client.GetStringAsync(site.Url));

        NetFailure.Read(failure)!.Value.Outcome.ShouldBe(Outcome.TimedOut, failure.ToString());
    }

    [Fact]
    public async Task An_event_stream_outlives_the_deadline_and_ends_with_its_client()
    {
        await using var site = await FakeSite.StartAsync(static _ =>
            FakeAnswer.Drip("data: x\n\n"u8.ToArray(), TimeSpan.FromMilliseconds(20)) with { ContentType = "text/event-stream" });
        using var http = new GuardedHttp(Loopback);
        // The deadline covers the way to the headers, which may be long on a busy machine; the stream is read until well after it.
        var deadline = TimeSpan.FromSeconds(5);
        var client = http.CreateClient(new ClientLimits { RequestTimeout = deadline });
        using var response = await client.GetAsync(site.Url, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[9];

        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < deadline * 1.2) await stream.ReadExactlyAsync(buffer);
        client.Dispose();

        await Should.ThrowAsync<Exception>(() => stream.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData("ftp://example.net/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@example.net/")]
    public async Task Other_schemes_and_credentials_are_refused(string url)
    {
        using var http = new GuardedHttp(new GuardOptions());
        using var invoker = new HttpMessageInvoker(http.CreateHandler(new ClientLimits()));

        await Should.ThrowAsync<RefusedAddressException>(() => invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_connection_is_an_outcome_with_a_reason()
    {
        var port = FakeSite.FreePort();
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits());

        var failure = await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync($"http://127.0.0.1:{port}/"));

        NetFailure.Read(failure).ShouldBe((Outcome.Unreachable, "The connection was refused."));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var site = await FakeSite.StartAsync(static _ => FakeAnswer.Text("x"), tls: true);
        using var http = new GuardedHttp(Loopback);
        using var client = http.CreateClient(new ClientLimits());

        var failure = await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(site.Url));

        var (outcome, reason) = NetFailure.Read(failure)!.Value;
        outcome.ShouldBe(Outcome.Unreachable);
        reason.ShouldStartWith("TLS failed");
        site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Options_out_of_bounds_name_themselves() =>
        Should.Throw<ArgumentOutOfRangeException>(static () => new GuardedHttp(new GuardOptions { InFlightPerHost = 0 })).Message.ShouldContain("InFlightPerHost");

    private static class Bombs
    {
        public static byte[] Zeros(string coding, int length)
        {
            using var packed = new MemoryStream();
            using (Stream packer = coding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            })
            {
                var chunk = Encoding.ASCII.GetBytes(new string('0', 1 << 16));
                for (var written = 0; written < length; written += chunk.Length) packer.Write(chunk);
            }
            return packed.ToArray();
        }
    }
}

using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace Catalogue.TestSupport.Zoo;

/// <summary>What the hostile and odd servers of the zoo do over HTTP, by name. All greet as stateless servers unless they say otherwise.</summary>
internal static class HostileHttp
{
    private const string Open = """{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"a","description":" """;

    /// <summary>Names that are no good names; kept as they are.</summary>
    public static IReadOnlyList<string> OddNames { get; } =
        ["../../etc/passwd", "<script>alert(1)</script>", "a\u0000b\u001b[31m\r\n", "", " ", "\u202eevil\u202c", new string('n', 100_000), "naïve-工具-🔧", "a/b?c=d#e", "con"];

    /// <summary>Every behaviour.</summary>
    public static FrozenDictionary<string, Func<ZooRequest, Task>> All { get; } = new Dictionary<string, Func<ZooRequest, Task>>
    {
        ["honest"] = Listing(r => r.ResultAsync(ZooTools.List([ZooTools.Tool("feed"), ZooTools.Tool("clean")]))),
        ["endless-body"] = Listing(r => r.EndlessAsync("application/json", Open, new string('a', 16_384).ToBytes())),
        ["endless-event"] = Listing(r => r.EndlessAsync("text/event-stream", "data: " + Open, new string('a', 16_384).ToBytes())),
        ["endless-comments"] = Listing(r => r.EndlessAsync("text/event-stream", "", ": keep waiting\n\n".ToBytes())),
        ["endless-error-page"] = r => { r.Context.Response.StatusCode = 500; return r.EndlessAsync("text/html", "<html>", new string('a', 16_384).ToBytes()); },
        ["endless-cursor"] = Listing(r => r.ResultAsync(ZooTools.List([ZooTools.Tool($"tool{r.Cursor}")], Next(r)))),
        ["repeated-cursor"] = Listing(r => r.ResultAsync(ZooTools.List([ZooTools.Tool("same")], "again"))),
        ["empty-cursor"] = Listing(r => r.ResultAsync(ZooTools.List([ZooTools.Tool("feed")], ""))),
        ["many-tools"] = Listing(r => r.ResultAsync(ZooTools.List(Enumerable.Range(0, 100_000).Select(i => ZooTools.Tool($"t{i}"))))),
        ["many-pages"] = Listing(r => r.ResultAsync(ZooTools.List(Enumerable.Range(0, 200).Select(i => ZooTools.Tool($"t{r.Cursor}-{i}")), Next(r)))),
        ["huge-tool"] = Listing(HugeAsync),
        ["deep"] = Listing(r => r.ResultAsync($$"""{"tools":[{"name":"deep","inputSchema":{{Nested(100_000)}}}]}""")),
        ["deep-elsewhere"] = Listing(r => r.ResultAsync("{\"tools\":[],\"_meta\":{\"x\":" + Nested(100_000) + "}}")),
        ["bad-utf8"] = Listing(r => r.BytesAsync(200, "application/json", [.. Encoding.UTF8.GetBytes(Open), 0xC3, 0x28, 0xFF, .. "\"}]}}"u8])),
        ["bad-json"] = Listing(r => r.JsonAsync(200, Open + "\"}]")),
        ["not-json"] = Listing(r => r.JsonAsync(200, "Hello!")),
        ["html"] = r => r.BytesAsync(200, "text/html", "<html><body>Parked</body></html>"u8.ToArray()),
        ["empty"] = r => r.BytesAsync(200, "application/json", []),
        ["accepted"] = r => { r.Context.Response.StatusCode = 202; return Task.CompletedTask; },
        ["no-list"] = Listing(r => r.ResultAsync("""{"tools":"none"}""")),
        ["odd-entries"] = Listing(r => r.ResultAsync($$"""{"tools":[null,7,{"name":5},{"title":"x"},[[]],{{ZooTools.Tool("real")}},{"name":"bare","inputSchema":"text","annotations":null}]}""")),
        ["drip"] = Listing(DripAsync),
        ["hang"] = r => Task.Delay(Timeout.Infinite, r.Context.RequestAborted),
        ["reset"] = Listing(ResetAsync),
        ["gzip-bomb"] = Listing(BombAsync),
        ["redirect-metadata"] = r => Redirect(r, "http://169.254.169.254/latest/meta-data/"),
        ["redirect-file"] = r => Redirect(r, "file:///etc/passwd"),
        ["redirect-loop"] = r => Redirect(r, r.Context.Request.Path),
        ["close-each"] = Listing(r => r.ResultAsync(ZooTools.List([ZooTools.Tool("feed")])), r => { r.Context.Response.Headers.Connection = "close"; return r.GreetAsync(); }),
        ["wrong-id"] = Listing(r => r.JsonAsync(200, """{"jsonrpc":"2.0","id":987654,"result":{"tools":[]}}""")),
        ["null-id"] = Listing(r => r.JsonAsync(200, """{"jsonrpc":"2.0","id":null,"result":{"tools":[]}}""")),
        ["flood"] = Listing(r => r.EndlessAsync("text/event-stream", "", "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n".ToBytes())),
        ["asks-back"] = Listing(AskBackAsync),
        ["duplicates"] = Listing(r => r.ResultAsync(ZooTools.List([ZooTools.Tool("feed"), """{"name":"feed","description":"Second"}""", ZooTools.Tool("Feed"), ZooTools.Tool("FEED")]))),
        ["odd-names"] = Listing(r => r.ResultAsync(ZooTools.List(OddNames.Select(ZooTools.Tool)))),
        ["raw"] = Listing(r => r.ResultAsync("{\"tools\":[" + RawTool + "]}")),
        ["prehistoric"] = Initializing("2023-01-01"),
        ["oldest"] = Initializing("2024-11-05"),
        ["future"] = Initializing("2099-01-01"),
        ["newer-only"] = r => r.ErrorAsync(400, -32022, "Unsupported protocol version", """{"supported":["2099-01-01"],"requested":"2026-07-28"}"""),
        ["older-by-error"] = r => r.Method == "server/discover" ? r.ErrorAsync(400, -32022, "Unsupported", """{"supported":["2025-06-18"],"requested":"2026-07-28"}""") : Initializing("2025-06-18")(r),
        ["discover-crashes"] = r => r.Method == "server/discover" ? r.BytesAsync(500, "text/plain", "boom"u8.ToArray()) : Initializing("2025-03-26")(r),
        ["discover-hangs"] = r => r.Method == "server/discover" ? Task.Delay(Timeout.Infinite, r.Context.RequestAborted) : Initializing("2025-03-26")(r),
        ["not-found"] = r => r.BytesAsync(404, "text/plain", "no"u8.ToArray()),
        ["broken"] = r => r.BytesAsync(500, "text/plain", "no"u8.ToArray()),
        ["busy"] = r => r.BytesAsync(429, "text/plain", "no"u8.ToArray()),
        ["refuses-list"] = Listing(r => r.ErrorAsync(200, -32000, "Only on \u001b[31mSundays\u202e")),
        ["no-tools"] = r => r.Method == "server/discover" ? r.ResultAsync("""{"supportedVersions":["2026-07-28"],"capabilities":{"prompts":{}}}""") : r.ErrorAsync(200, -32601, "Method not found"),
    }.ToFrozenDictionary();

    /// <summary>A tool whose very bytes must be kept: repeated keys, odd escapes, numbers beyond doubles, a lone surrogate.</summary>
    public const string RawTool =
        """{"name":"raw\ud800","description":"d\u0041\/","inputSchema":{"type":"object","type":"array","x":1.0e400,"y":12345678901234567890.10,"\u0061":"\ud800"},"annotations":{ "readOnlyHint" : true }}""";

    private static Func<ZooRequest, Task> Listing(Func<ZooRequest, Task> list, Func<ZooRequest, Task>? greet = null) =>
        r => r.Method == "tools/list" ? list(r) : greet is null ? r.GreetAsync() : greet(r);

    private static Func<ZooRequest, Task> Initializing(string version) => r => r.Method switch
    {
        "initialize" => r.InitializeAsync(version),
        "tools/list" => r.ResultAsync(ZooTools.List([ZooTools.Tool("feed")])),
        "notifications/initialized" => r.BytesAsync(202, "text/plain", []),
        _ => r.ErrorAsync(200, -32601, "Method not found"),
    };

    private static string Next(ZooRequest request) => ((request.Cursor is null ? 0 : int.Parse(request.Cursor, System.Globalization.CultureInfo.InvariantCulture)) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Nested(int depth) => new StringBuilder(depth * 6).Insert(0, "{\"a\":", depth).Append("1").Append('}', depth).ToString();

    private static byte[] ToBytes(this string text) => Encoding.UTF8.GetBytes(text);

    private static Task Redirect(ZooRequest request, string target)
    {
        request.Context.Response.StatusCode = 307;
        request.Context.Response.Headers.Location = target;
        return Task.CompletedTask;
    }

    private static async Task HugeAsync(ZooRequest request)
    {
        request.Context.Response.ContentType = "application/json";
        var chunk = new string('x', 1024 * 1024).ToBytes();
        await request.Context.Response.Body.WriteAsync(Open.ToBytes(), request.Context.RequestAborted);
        for (var i = 0; i < 500; i++) await request.Context.Response.Body.WriteAsync(chunk, request.Context.RequestAborted);
        await request.Context.Response.Body.WriteAsync("\"}]}}"u8.ToArray(), request.Context.RequestAborted);
    }

    private static async Task DripAsync(ZooRequest request)
    {
        request.Context.Response.ContentType = "application/json";
        for (var i = 0; ; i++)
        {
            await request.Context.Response.Body.WriteAsync(new[] { (byte)' ' }, request.Context.RequestAborted);
            await request.Context.Response.Body.FlushAsync(request.Context.RequestAborted);
            await Task.Delay(100, request.Context.RequestAborted);
        }
    }

    private static async Task ResetAsync(ZooRequest request)
    {
        request.Context.Response.ContentType = "application/json";
        await request.Context.Response.Body.WriteAsync(Open.ToBytes());
        await request.Context.Response.Body.FlushAsync();
        request.Context.Abort();
    }

    private static async Task BombAsync(ZooRequest request)
    {
        request.Context.Response.ContentType = "application/json";
        request.Context.Response.Headers.ContentEncoding = "gzip";
        await using var zip = new GZipStream(request.Context.Response.Body, CompressionLevel.SmallestSize, leaveOpen: true);
        var chunk = new byte[1024 * 1024];
        chunk.AsSpan().Fill((byte)' ');
        for (var i = 0; i < 2_000; i++) await zip.WriteAsync(chunk, request.Context.RequestAborted);
    }

    private static Task AskBackAsync(ZooRequest request) => request.EventsAsync(
    [
        """{"jsonrpc":"2.0","id":"s","method":"sampling/createMessage","params":{"messages":[],"maxTokens":9}}""",
        """{"jsonrpc":"2.0","id":"e","method":"elicitation/create","params":{"message":"Your password?","requestedSchema":{"type":"object","properties":{}}}}""",
        """{"jsonrpc":"2.0","id":"r","method":"roots/list"}""",
        """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"hi"}}""",
        $$"""{"jsonrpc":"2.0","id":{{request.Id}},"result":{{ZooTools.List([ZooTools.Tool("feed")])}}}""",
    ]);
}

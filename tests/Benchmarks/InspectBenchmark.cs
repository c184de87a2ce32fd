using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Zoo;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Catalogue.Benchmarks;

/// <summary>What the inspection of a loopback server costs, beside the same requests by a bare HTTP client.</summary>
internal static class InspectBenchmark
{
    private const string Discover = """{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"bare","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}""";
    private const string List = """{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"bare","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}""";

    /// <summary>Runs it: <c>benchmarks inspect [servers] [in-flight]</c>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var servers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
        var inFlight = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 32;
        await using var farm = await ServerFarm.StartAsync(servers, servers * 6);
        using var bare = new HttpClient();
        using var http = new GuardedHttp(new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });
        await using var inspector = new ServerInspector(http);
        Console.WriteLine($"{servers:N0} servers, {servers * 6:N0} tools, {inFlight} in flight; the farm's own cost is in both figures.");
        double floor = 0, full = 0;
        for (var round = 1; round <= 3; round++)
        {
            floor = await MeasureAsync($"bare client, round {round}", servers, inFlight, (i, token) => AskBareAsync(bare, farm.Url(i), token));
            await MeasureAsync($"SDK alone,   round {round}", servers, inFlight, (i, token) => AskSdkAsync(bare, farm.Url(i), token));
            full = await MeasureAsync($"inspector,   round {round}", servers, inFlight, (i, token) => InspectAsync(inspector, farm.Url(i), token));
        }
        Console.WriteLine($"ratio of the last round: {full / floor:0.00} (processor time); peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:N0} MB, the farm included");
        return 0;
    }

    private static async Task<double> MeasureAsync(string what, int servers, int inFlight, Func<int, CancellationToken, ValueTask<int>> ask)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        long tools = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, servers),
            new ParallelOptions { MaxDegreeOfParallelism = inFlight },
            async (i, token) => Interlocked.Add(ref tools, await ask(i, token)));
        var processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var memory = (GC.GetTotalAllocatedBytes() - allocated) / (double)servers / 1024;
        Console.WriteLine($"{what}: {watch.Elapsed.TotalSeconds,6:0.00} s, {processor,6:0.00} s of processor, {processor / servers * 1e6,6:0} µs and {memory,5:0} KB allocated a server, {tools:N0} tools");
        return processor;
    }

    internal static async ValueTask<int> AskBareAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        await PostAsync(client, address, Discover, cancellationToken);
        var answer = await PostAsync(client, address, List, cancellationToken);
        return answer.AsSpan().Count("\"name\":\"tool_"u8);
    }

    private static async ValueTask<int> AskSdkAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        var options = new HttpClientTransportOptions { Endpoint = address, EnableStandaloneGetStream = false };
        await using var transport = new HttpClientTransport(options, client);
        await using var session = await McpClient.CreateAsync(transport, cancellationToken: cancellationToken);
        return (await session.ListToolsAsync(new ListToolsRequestParams(), cancellationToken)).Tools.Count;
    }

    private static async Task<byte[]> PostAsync(HttpClient client, Uri address, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private static async ValueTask<int> InspectAsync(ServerInspector inspector, Uri address, CancellationToken cancellationToken)
    {
        var endpoint = new Endpoint { Kind = EndpointKind.StreamableHttp, Url = address.AbsoluteUri };
        var result = await inspector.InspectAsync(new InspectionTarget("farm", endpoint), cancellationToken);
        if (result.Observation.Outcome != Outcome.Observed) throw new InvalidOperationException($"{address}: {result.Observation.Outcome}, {result.Observation.Reason}");
        return result.Tools.Count;
    }
}

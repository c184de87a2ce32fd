using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Crawls;

namespace Catalogue.Benchmarks;

/// <summary>
/// The program itself over the corpus, as an operator runs it: <c>import</c>, <c>publish</c>, <c>serve</c>. Prints seconds and
/// peak memory of each. <c>CATALOGUE_PROGRAM</c> names a published build to measure instead of the one beside the benchmarks.
/// </summary>
internal static class CorpusBenchmark
{
    private const int Pages = 4_000;
    private const int Connections = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var file = arguments.FirstOrDefault() ?? Corpus.File("tools.jsonl.gz");
        if (file is null || !File.Exists(file))
        {
            Console.Error.WriteLine("There is no corpus here: name a file of definitions (JSONL, optionally .gz), or set CATALOGUE_CORPUS to the corpus' folder.");
            return 2;
        }
        using var data = new ScratchFolder();
        Console.WriteLine("step                      wall s   cpu s   peak MB");
        if (!await StepAsync("import", "import", file, "--data", data.Path)) return 1;
        if (!await StepAsync("import, nothing new", "import", file, "--data", data.Path)) return 1;
        if (!await StepAsync("publish", "publish", "--data", data.Path)) return 1;
        if (!await StepAsync("publish, nothing new", "publish", "--data", data.Path)) return 1;
        await ServeAsync(data.Path);
        return 0;
    }

    private static async Task<bool> StepAsync(string name, params string[] command)
    {
        using var process = CatalogueProcess.Start(null, command);
        var run = await process.EndAsync(Patience);
        Print(name, run.Wall, run.Processor, run.Megabytes);
        if (run.ExitCode != 0) Console.Error.WriteLine(run.Errors);
        return run.ExitCode == 0;
    }

    private static async Task ServeAsync(string data)
    {
        var origin = new Uri($"http://127.0.0.1:{FreePort()}");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [CatalogueProcess.Program, "serve", "--data", data, "--urls", origin.ToString(), "--requests-per-minute", "0"]) { RedirectStandardError = true })!;
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = origin };
            http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip");
            await WaitAsync(http);
            PrintServe("serve, first answer", watch.Elapsed, process);
            var routes = await RoutesAsync(http);
            watch.Restart();
            await Parallel.ForEachAsync(routes, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (route, cancellationToken) => _ = await http.GetByteArrayAsync(route, cancellationToken));
            PrintServe($"serve, {routes.Count:N0} pages once", watch.Elapsed, process);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {routes.Count / watch.Elapsed.TotalSeconds:N0} different pages a second over {Connections} connections"));
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task WaitAsync(HttpClient http)
    {
        while (true)
        {
            try
            {
                if ((await http.GetAsync("/api/v1/stats")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
    }

    private static async Task<List<string>> RoutesAsync(HttpClient http)
    {
        using var plain = new HttpClient { BaseAddress = http.BaseAddress };
        var routes = new List<string>();
        for (string? cursor = ""; cursor is not null && routes.Count < Pages;)
        {
            using var json = JsonDocument.Parse(await plain.GetStringAsync($"/api/v1/servers?limit=100{(cursor.Length > 0 ? "&cursor=" + Uri.EscapeDataString(cursor) : "")}"));
            routes.AddRange(json.RootElement.GetProperty("items").EnumerateArray().Select(item => new Uri(http.BaseAddress!, item.GetProperty("url").GetString()!).AbsolutePath));
            cursor = json.RootElement.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        return [.. routes.Take(Pages)];
    }

    private static void PrintServe(string name, TimeSpan wall, Process process)
    {
        process.Refresh();
        Print(name, wall, process.TotalProcessorTime.TotalSeconds, (int)(process.PeakWorkingSet64 >> 20));
    }

    private static void Print(string name, TimeSpan wall, double processor, int megabytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {wall.TotalSeconds,7:N1} {processor,7:N1} {megabytes,9:N0}"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

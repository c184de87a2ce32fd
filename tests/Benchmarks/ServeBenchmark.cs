using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Catalogue.Site.Publishing;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Crawls;

namespace Catalogue.Benchmarks;

/// <summary>
/// Requests a second of our server and of nginx for the same pages, each as the same gzip bytes, in turns in one run.
/// Needs wrk and nginx. Usage: <c>serve [PAGES]</c> (500 by default). Ends with 1 where we answer less than half of nginx's.
/// </summary>
internal static partial class ServeBenchmark
{
    private const double Wanted = 0.5;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        if (!Measured.Has("wrk") || !Measured.Has("nginx"))
        {
            Console.Error.WriteLine("SKIPPED: wrk or nginx is not on the PATH (Debian: apt-get install wrk nginx-light). Nothing was compared.");
            return 0;
        }
        var pages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        var folder = Directory.CreateTempSubdirectory("serve-benchmark-").FullName;
        try
        {
            var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
            await new Publisher(PublishBenchmark.Options(data)).PublishAsync(new GeneratedReader(pages, pages / 7), null, default);
            var (ourPort, theirPort) = (FreePort(), FreePort());
            using var ours = Start("dotnet", [CatalogueProcess.Program, "serve", "--data", data, "--urls", $"http://127.0.0.1:{ourPort}"]);
            try
            {
                await ReadyAsync(ourPort);
                var paths = CatalogueGenerator.Servers(pages, pages / 7).SelectMany(server => server.Tools.Select(tool => SiteRoutes.Tool(server.Slug, tool.Slug))).Take(pages).ToList();
                await WriteFilesAsync(Path.Combine(folder, "www"), ourPort, paths);
                var script = Path.Combine(folder, "paths.lua");
                await File.WriteAllTextAsync(script, Lua(paths));
                using var theirs = Start("nginx", ["-p", folder, "-c", await WriteConfigAsync(folder, theirPort)]);
                try
                {
                    await ReadyAsync(theirPort);
                    return Compare(script, ourPort, theirPort);
                }
                finally
                {
                    theirs.Kill(entireProcessTree: true);
                    await theirs.WaitForExitAsync();
                }
            }
            finally
            {
                ours.Kill(entireProcessTree: true);
                await ours.WaitForExitAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Compare(string script, int ourPort, int theirPort)
    {
        double ours = 0, theirs = 0;
        Wrk(script, ourPort); // warms what is compiled and kept
        for (var round = 0; round < Rounds; round++)
        {
            theirs = Math.Max(theirs, Wrk(script, theirPort));
            ours = Math.Max(ours, Wrk(script, ourPort));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nginx {theirs:N0} requests/s, catalogue {ours:N0} requests/s: {ours / theirs:N2} of nginx; wanted: {Wanted:N2} (the best of {Rounds} rounds of each)"));
        return ours >= Wanted * theirs ? 0 : 1;
    }

    private static double Wrk(string script, int port)
    {
        using var wrk = Start("wrk", ["-t1", "-c32", "-d4s", "-s", script, $"http://127.0.0.1:{port}/"]);
        var text = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        if (wrk.ExitCode != 0 || text.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException("wrk failed, or some answers were errors:\n" + text);
        return double.Parse(PerSecond().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Lua(List<string> paths) => $$"""
        local paths = { {{string.Join(',', paths.Select(path => $"\"{path}\""))}} }
        local at = 0
        request = function()
          at = at % #paths + 1
          return wrk.format("GET", paths[at], { ["Accept-Encoding"] = "gzip" })
        end
        """;

    private static async Task WriteFilesAsync(string root, int port, List<string> paths)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            var folder = Directory.CreateDirectory(Path.Combine(root, path.Trim('/'))).FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, "index.html.gz"), await answer.Content.ReadAsByteArrayAsync());
            await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), "");
        }
    }

    private static async Task<string> WriteConfigAsync(string folder, int port)
    {
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}} daemon off; worker_processes auto; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 1024; }
            http {
              access_log off; default_type text/html; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10000;
              client_body_temp_path {{folder}}/b; proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              server { listen 127.0.0.1:{{port}}; root {{folder}}/www; index index.html; gzip_static on; }
            }
            """);
        return file;
    }

    private static Process Start(string program, string[] arguments)
    {
        var path = program == "nginx" && File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : program;
        var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ReadyAsync(int port)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex PerSecond();
}

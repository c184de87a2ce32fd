using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Dns;

namespace Catalogue.Crawler.Tests.Net;

/// <summary>
/// A program that visits names through the system's own resolver, in a network of its own where it plays the name server and all hosts.
/// Prints what became of each visit as JSON.
/// </summary>
internal static class DnsProbe
{
    /// <summary>A public address, which leads to this program in its own network.</summary>
    public const string Public = "8.8.8.8";

    /// <summary>What became of a visit.</summary>
    /// <param name="Answer">The address at which it arrived, or null.</param>
    /// <param name="Refused">The address for which it was refused, or null.</param>
    /// <param name="Error">The message of what went wrong, or null.</param>
    /// <param name="Asked">How often the name had been looked up by then.</param>
    public sealed record Visit(string? Answer, string? Refused, string? Error, int Asked);

    public static async Task<int> RunAsync()
    {
        using var names = new TinyDnsServer(new IPEndPoint(IPAddress.Loopback, 53), Addresses);
        using var listener = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        listener.Start();
        var arrived = new ConcurrentQueue<string>();
        _ = Task.Run(() => AnswerAsync(listener, arrived));
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var visits = new List<Visit>();
        foreach (var name in (string[])["changes.test", "changes.test", "both.test", "inside.test", "mapped.test", "metadata.test", "gone.test"])
        {
            visits.Add(await VisitAsync($"http://{name}:{port}/", name, names));
        }
        Console.WriteLine(JsonSerializer.Serialize(new { visits, arrived }));
        return 0;
    }

    private static IReadOnlyList<IPAddress> Addresses(string name, int time) => name switch
    {
        "changes.test" => [IPAddress.Parse(time == 1 ? Public : "127.0.0.1")],
        "both.test" => [IPAddress.Loopback, IPAddress.Parse(Public)],
        "inside.test" => [IPAddress.Parse("127.0.0.1"), IPAddress.Parse("10.0.0.1")],
        "mapped.test" => [IPAddress.Parse("::ffff:127.0.0.1")],
        "metadata.test" => [IPAddress.Parse("169.254.169.254")],
        _ => [],
    };

    // Each visit is a way out of its own: no connection of the one before is left.
    private static async Task<Visit> VisitAsync(string url, string name, TinyDnsServer names)
    {
        using var http = new GuardedHttp(new GuardOptions());
        using var client = http.CreateClient(new ClientLimits());
        try
        {
            return new Visit(await client.GetStringAsync(url), null, null, names.AskedFor(name));
        }
        catch (RefusedAddressException refused)
        {
            return new Visit(null, refused.Address?.ToString(), refused.Message, names.AskedFor(name));
        }
        catch (HttpRequestException failed)
        {
            return new Visit(null, null, failed.Message, names.AskedFor(name));
        }
    }

    private static async Task AnswerAsync(TcpListener listener, ConcurrentQueue<string> arrived)
    {
        while (true)
        {
            using var visitor = await listener.AcceptTcpClientAsync();
            var address = ((IPEndPoint)visitor.Client.LocalEndPoint!).Address.MapToIPv4().ToString();
            arrived.Enqueue(address);
            await using var stream = visitor.GetStream();
            await stream.ReadAtLeastAsync(new byte[4096], 1);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {address.Length}\r\nConnection: close\r\n\r\n{address}"));
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Catalogue.Site.Tests.Support;

/// <summary>For tests that serve from a process of its own: where, and when it is there.</summary>
internal static class ServingProcess
{
    /// <summary>A loopback address that nobody listens on.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    /// <summary>Waits until the site answers there: a minute at most.</summary>
    public static async Task AnswersAsync(Uri root)
    {
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await client.GetAsync(new Uri(root, "healthz"))).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 600)
            {
                await Task.Delay(100);
            }
        }
    }
}

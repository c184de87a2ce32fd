using System.Net;
using System.Net.Sockets;

namespace Catalogue.Crawler.Net;

/// <summary>
/// Connects to a host after its name is looked up and every address judged; connects to exactly the address it judged, so a name
/// that changes its answer in between gains nothing.
/// </summary>
internal sealed class GuardedConnector(GuardOptions options, IEnumerable<Uri> trustedUrls)
{
    private static readonly TimeSpan PerAddress = TimeSpan.FromSeconds(4);
    private readonly HashSet<(string Host, int Port)> _trusted = [.. trustedUrls.Select(static url => (url.IdnHost.ToLowerInvariant(), url.Port))];

    /// <summary>The callback for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await options.AddressesOfAsync(host, cancellationToken);
        if (!_trusted.Contains((host.ToLowerInvariant(), port))) addresses = Judge(host, addresses);
        SocketException? last = null;
        // IPv4 first: many machines have an IPv6 address that leads nowhere.
        foreach (var address in addresses.OrderBy(static address => address.AddressFamily == AddressFamily.InterNetworkV6))
        {
            try
            {
                return await ConnectAsync(address, port, addresses.Length > 1, cancellationToken);
            }
            catch (SocketException e)
            {
                last = e;
            }
        }
        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The addresses that may be visited.</summary>
    /// <exception cref="RefusedAddressException">None of them may.</exception>
    private IPAddress[] Judge(string host, IPAddress[] addresses)
    {
        var passed = Array.FindAll(addresses, address => options.AllowedNetworks.Contains(address) || SpecialAddresses.KindOf(address) is null);
        if (passed.Length > 0 || addresses.Length == 0) return passed;
        var first = addresses[0];
        var where = IPAddress.TryParse(host.Trim('[', ']'), out _) ? $"The address {first}" : $"The address {first} of {host}";
        throw new RefusedAddressException(host, first,
            $"{where} is {SpecialAddresses.KindOf(first)}, which the crawler does not visit (--allow-network permits networks you name).");
    }

    private static async Task<Stream> ConnectAsync(IPAddress address, int port, bool hasOthers, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (hasOthers) limit.CancelAfter(PerAddress);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

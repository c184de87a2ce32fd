using System.Net.Sockets;
using System.Text;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>
/// The one way out of an installation: a proxy on a socket file, shown inside a sandbox that has no network of its own.
/// It leads to the package registry and nowhere else, so a package whose dependencies are URLs fetches nothing.
/// </summary>
internal sealed class RegistryProxy : IAsyncDisposable
{
    /// <summary>Where the socket lies inside the sandbox.</summary>
    public const string PlaceInside = "/registry.sock";

    private const int MaxHeadBytes = 16 * 1024;
    private readonly HashSet<string> _allowed;
    private readonly long _maxBytes;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private long _bytes;

    private RegistryProxy(string path, IEnumerable<Uri> allowed, long maxBytes)
    {
        SocketFile = path;
        _allowed = [.. allowed.Select(u => Key(u.IdnHost, u.Port))];
        _maxBytes = maxBytes;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(64);
        Sandboxing.FileModes.Open(path);
        _loop = AcceptAsync();
    }

    /// <summary>The socket's file outside.</summary>
    public string SocketFile { get; }

    /// <summary>The first place that something wanted to go to and was not let, or null.</summary>
    public string? Refused { get; private set; }

    /// <summary>Opens the way.</summary>
    /// <param name="folder">A folder that nobody else can enter.</param>
    /// <param name="allowed">Where it leads: host and port of each.</param>
    /// <param name="maxBytes">Bytes that may come in over all connections.</param>
    public static RegistryProxy Open(string folder, IEnumerable<Uri> allowed, long maxBytes) => new(Path.Combine(folder, "registry.sock"), allowed, maxBytes);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static string Key(string host, int port) => $"{host.ToLowerInvariant()}:{port}";

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                open.RemoveAll(t => t.IsCompleted);
                open.Add(ServeAsync(client));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            await using var near = new NetworkStream(client, ownsSocket: true);
            var head = await ReadHeadAsync(near).ConfigureAwait(false);
            if (head is null || Target(head.Value.Text, out var isTunnel, out var onward) is not { } target) return;
            if (!_allowed.Contains(Key(target.IdnHost, target.Port)))
            {
                Refused ??= Plain.Sentence($"{target.IdnHost}:{target.Port}", 120);
                await near.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token).ConfigureAwait(false);
                return;
            }
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(target.IdnHost, target.Port, _stop.Token).ConfigureAwait(false);
            await using var far = new NetworkStream(socket, ownsSocket: false);
            if (isTunnel) await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token).ConfigureAwait(false);
            else await far.WriteAsync(Encoding.Latin1.GetBytes(onward), _stop.Token).ConfigureAwait(false);
            await far.WriteAsync(head.Value.After, _stop.Token).ConfigureAwait(false);
            await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near)).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client sees its connection end, and says so.
        }
    }

    private async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer, _stop.Token).ConfigureAwait(false)) > 0)
        {
            if (Interlocked.Add(ref _bytes, count) > _maxBytes) return;
            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task<(string Text, ReadOnlyMemory<byte> After)?> ReadHeadAsync(Stream near)
    {
        var buffer = new byte[MaxHeadBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await near.ReadAsync(buffer.AsMemory(length), _stop.Token).ConfigureAwait(false);
            if (count == 0) return null;
            length += count;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return (Encoding.Latin1.GetString(buffer, 0, end), buffer.AsMemory(end + 4, length - end - 4));
        }
        return null;
    }

    // "CONNECT host:port" for TLS; "GET http://host/path" for registries without it, sent on as "GET /path".
    private static Uri? Target(string head, out bool isTunnel, out string onward)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        onward = "";
        isTunnel = words[0] == "CONNECT";
        if (words.Length != 3) return null;
        if (!Uri.TryCreate(isTunnel ? "https://" + words[1] : words[1], UriKind.Absolute, out var target)) return null;
        if (!isTunnel && target.Scheme != Uri.UriSchemeHttp) return null;
        var kept = lines.Skip(1).Where(l => !l.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) && !l.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
        onward = $"{words[0]} {target.PathAndQuery} HTTP/1.1\r\n{string.Join("\r\n", kept)}\r\nConnection: close\r\n\r\n";
        return target;
    }
}

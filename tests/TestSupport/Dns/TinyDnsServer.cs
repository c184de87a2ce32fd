using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Catalogue.TestSupport.Dns;

/// <summary>A DNS server for IPv4 and IPv6 addresses over UDP, which answers as a test tells it, with a time to live of zero.</summary>
public sealed class TinyDnsServer : IDisposable
{
    private const int Ipv4 = 1;
    private const int Ipv6 = 28;

    private readonly UdpClient _socket;
    private readonly Func<string, int, IReadOnlyList<IPAddress>> _answer;
    private readonly ConcurrentDictionary<(string Name, int Type), int> _asked = new();

    /// <summary>Starts to answer.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="answer">The addresses of a name when it is asked for them for the n-th time (from 1); those of the other family are left out.</param>
    public TinyDnsServer(IPEndPoint address, Func<string, int, IReadOnlyList<IPAddress>> answer)
    {
        (_socket, _answer) = (new UdpClient(address), answer);
        _ = Task.Run(ServeAsync);
    }

    /// <summary>How often a name's IPv4 addresses were asked for.</summary>
    public int AskedFor(string name) => _asked.GetValueOrDefault((name, Ipv4));

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync();
                if (Answer(query.Buffer) is { } answer) await _socket.SendAsync(answer, query.RemoteEndPoint);
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // It was stopped.
        }
    }

    // RFC 1035: a header of 12 bytes, then the question: labels, type, class.
    private byte[]? Answer(byte[] query)
    {
        if (query.Length < 17) return null;
        var labels = new List<string>();
        var at = 12;
        while (at < query.Length && query[at] != 0)
        {
            if (at + 1 + query[at] >= query.Length) return null;
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
            at += 1 + query[at];
        }
        var end = at + 5;
        if (end > query.Length) return null;
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(at + 1));
        var name = string.Join('.', labels).ToLowerInvariant();
        var family = type switch { Ipv4 => AddressFamily.InterNetwork, Ipv6 => AddressFamily.InterNetworkV6, _ => AddressFamily.Unknown };
        var addresses = _answer(name, _asked.AddOrUpdate((name, type), 1, (_, count) => count + 1)).Where(address => address.AddressFamily == family).ToList();
        return Write(query.AsSpan(0, end), type, addresses);
    }

    private static byte[] Write(ReadOnlySpan<byte> question, ushort type, List<IPAddress> addresses)
    {
        var answer = new MemoryStream();
        answer.Write(question);
        foreach (var bytes in addresses.Select(address => address.GetAddressBytes()))
        {
            // The name by reference to the question, type, class IN, no time to live, length, address.
            answer.Write([0xC0, 12, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 0, 0, 0, (byte)bytes.Length]);
            answer.Write(bytes);
        }
        var message = answer.ToArray();
        message[2] = 0x84 | 0x01; // an answer, with authority; recursion as it was wanted
        message[3] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)addresses.Count);
        message.AsSpan(8, 4).Clear();
        return message;
    }
}

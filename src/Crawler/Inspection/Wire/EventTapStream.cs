using System.Net.ServerSentEvents;
using System.Text;

namespace Catalogue.Crawler.Inspection.Wire;

/// <summary>A stream of server-sent events, each counted and seen by the tap before the SDK reads it.</summary>
internal sealed class EventTapStream : ReadOnlyStream
{
    private readonly MeteredStream _inner;
    private readonly MessageTap _tap;
    private readonly IAsyncEnumerator<SseItem<byte[]>> _events;
    private ReadOnlyMemory<byte> _ready;

    public EventTapStream(Stream inner, MessageTap tap, InspectionGuard guard)
    {
        _inner = new MeteredStream(inner, tap, guard);
        _tap = tap;
        _events = SseParser.Create(_inner, static (_, data) => data.ToArray()).EnumerateAsync(guard.Token).GetAsyncEnumerator(guard.Token);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (_ready.IsEmpty)
        {
            // The parser's token is the inspection's; a caller who stops earlier must not wait for the next event.
            var next = _events.MoveNextAsync();
            if (!(next.IsCompletedSuccessfully ? next.Result : await next.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))) return 0;
            _inner.StartMessage();
            _ready = Pass(_events.Current);
        }
        var count = Math.Min(_ready.Length, buffer.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    private ReadOnlyMemory<byte> Pass(SseItem<byte[]> item)
    {
        var isAddress = item.EventType == "endpoint";
        var data = isAddress ? item.Data : _tap.Filter(item.Data);
        if (data.IsEmpty) return default;
        var type = isAddress ? "endpoint" : "message";
        var bytes = new byte[7 + type.Length + 7 + data.Length + 2];
        var head = Encoding.ASCII.GetBytes($"event: {type}\ndata: ", bytes);
        data.CopyTo(bytes.AsMemory(head));
        // Data of several lines arrives joined by newlines; in JSON these can only be white space.
        bytes.AsSpan(head, data.Length).Replace((byte)'\n', (byte)' ');
        bytes.AsSpan(head, data.Length).Replace((byte)'\r', (byte)' ');
        "\n\n"u8.CopyTo(bytes.AsSpan(head + data.Length));
        return bytes.AsMemory(0, head + data.Length + 2);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}

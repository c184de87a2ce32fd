namespace Catalogue.Crawler.Inspection.Wire;

/// <summary>
/// A server's standard output, cut into lines, counted and seen by the tap before the SDK reads it. A line longer than
/// the limit ends the inspection while it is still arriving.
/// </summary>
internal sealed class LineTapStream(Stream inner, MessageTap tap, InspectionGuard guard) : ReadOnlyStream
{
    private readonly byte[] _chunk = new byte[32 * 1024];
    private byte[] _line = new byte[4 * 1024];
    private int _lineLength;
    private int _chunkStart;
    private int _chunkEnd;
    private ReadOnlyMemory<byte> _ready;
    private bool _newlineDue;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (_ready.IsEmpty && !_newlineDue)
        {
            if (!await ReadLineAsync(cancellationToken).ConfigureAwait(false)) return 0;
        }
        var count = Math.Min(_ready.Length, buffer.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        if (_ready.IsEmpty && _newlineDue && count < buffer.Length)
        {
            buffer.Span[count++] = (byte)'\n';
            _newlineDue = false;
        }
        return count;
    }

    private async ValueTask<bool> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_chunkStart == _chunkEnd)
            {
                _chunkStart = 0;
                // Reads of a pipe cannot be cancelled: the waiting can, and the read ends with the program.
                _chunkEnd = await inner.ReadAsync(_chunk, CancellationToken.None).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
                if (_chunkEnd == 0) return EndOfStream();
                guard.CountBytes(_chunkEnd);
            }
            var rest = _chunk.AsSpan(_chunkStart, _chunkEnd - _chunkStart);
            var newline = rest.IndexOf((byte)'\n');
            Append(newline < 0 ? rest : rest[..newline]);
            _chunkStart = newline < 0 ? _chunkEnd : _chunkStart + newline + 1;
            if (newline < 0) continue;
            Pass();
            return true;
        }
    }

    // What has no newline is no message: the server ended while it wrote it.
    private bool EndOfStream()
    {
        if (_lineLength > 0) guard.Note("it ended in the middle of a message.");
        _lineLength = 0;
        return false;
    }

    private void Pass()
    {
        _ready = tap.Filter(_line.AsMemory(0, _lineLength));
        _newlineDue = !_ready.IsEmpty;
        _lineLength = 0;
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (_lineLength + part.Length > guard.Limits.MaxMessageBytes) throw tap.TooLong();
        if (_lineLength + part.Length > _line.Length) Array.Resize(ref _line, Math.Max(_line.Length * 2, _lineLength + part.Length));
        part.CopyTo(_line.AsSpan(_lineLength));
        _lineLength += part.Length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

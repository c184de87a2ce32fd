namespace Catalogue.Crawler.Sources;

/// <summary>Cuts a stream into lines of bytes; a line over the cap is skipped, whatever its length, in constant memory.</summary>
internal sealed class DefinitionFileLineReader(Stream stream, int maxLine)
{
    private byte[] _buffer = new byte[Math.Min(256 * 1024, Math.Max(maxLine, 16) * 2)];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The number of the line last read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line, without its line end.</summary>
    /// <param name="line">The bytes, valid until the next call; empty for a line over the cap.</param>
    /// <param name="tooLong">True for a line over the cap.</param>
    /// <returns>False at the end.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        tooLong = false;
        var scanned = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0) return Take(scanned + found, 1, tooLong, out line);
            scanned = _end - _start;
            if (_ended) return scanned > 0 ? Take(scanned, 0, tooLong, out line) : None(tooLong, out line);
            if (scanned > maxLine)
            {
                tooLong = true;
                _start = _end = scanned = 0;
            }
            Fill();
        }
    }

    /// <summary>Reads as many whole lines as fit, as they stand: nothing is cut here, so that other threads can do it.</summary>
    /// <param name="target">Receives the lines with their ends; the last one of a stream may have none.</param>
    /// <param name="count">How many lines there are.</param>
    /// <returns>How many bytes they take; 0 at the end, and where <see cref="TryRead"/> is to be called: the next line does not fit.</returns>
    public int ReadLines(Span<byte> target, out int count)
    {
        count = 0;
        var length = _end - _start;
        if (length >= target.Length) return 0;
        _buffer.AsSpan(_start, length).CopyTo(target);
        for (var read = 1; read > 0 && length < target.Length; length += read)
        {
            read = stream.Read(target[length..]);
            _ended = read == 0;
        }
        var whole = _ended ? length : target[..length].LastIndexOf((byte)'\n') + 1;
        Keep(target[whole..length]);
        if (whole == 0) return 0;
        count = target[..whole].Count((byte)'\n') + (target[whole - 1] == '\n' ? 0 : 1);
        Number += count;
        return whole;
    }

    /// <summary>Puts back what was read and does not belong to a whole line.</summary>
    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_buffer.Length < rest.Length) _buffer = new byte[rest.Length * 2];
        rest.CopyTo(_buffer);
        (_start, _end) = (0, rest.Length);
    }

    private bool None(bool tooLong, out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (tooLong) Number++;
        return tooLong;
    }

    private bool Take(int length, int ending, bool tooLong, out ReadOnlyMemory<byte> line)
    {
        Number++;
        line = tooLong ? default : _buffer.AsMemory(_start, length);
        if (!line.IsEmpty && line.Span[^1] == '\r') line = line[..^1];
        _start += length + ending;
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}

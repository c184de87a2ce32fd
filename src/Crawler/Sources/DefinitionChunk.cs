using Catalogue.Classifier.Text;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// Some entries of a definition file as raw JSON, not yet read: so that several threads can read them, each a chunk.
/// </summary>
public sealed class DefinitionChunk
{
    private const int TooLong = -1;
    private const int MostPooled = 8;
    private static readonly System.Collections.Concurrent.ConcurrentBag<DefinitionChunk> Pool = [];
    private readonly RowList<Entry> _entries = new(512);

    /// <summary>Where an entry lies, and its line.</summary>
    private readonly record struct Entry(int Start, int Length, int Number);

    private byte[] _bytes = new byte[DefinitionFile.ChunkSize];
    private int _length;

    /// <summary>The number of the first line where whole lines were read that are yet to be cut, else 0.</summary>
    private int _uncut;

    /// <summary>How many entries there are. To be asked for before any of them, since the lines may have to be cut.</summary>
    public int Count
    {
        get
        {
            if (_uncut > 0) Cut();
            return _entries.Count;
        }
    }

    /// <summary>How many bytes they take.</summary>
    public int Size => _length;

    /// <summary>Reads one entry.</summary>
    /// <param name="index">Its place in the chunk.</param>
    /// <param name="server">Server name where the entry names none, or null.</param>
    public DefinitionLine Read(int index, string? server)
    {
        var (start, length, number) = _entries[index];
        return length == TooLong
            ? new DefinitionLine(number, null, $"longer than {DefinitionFile.MaxLine >> 20} MB")
            : DefinitionFileParser.Parse(_bytes.AsSpan(start, length), number, server);
    }

    /// <summary>
    /// Reads one entry for those who are done with it before they read the next on the same thread and give the chunk back:
    /// its definition lies in the chunk, and is quicker to assess.
    /// </summary>
    /// <param name="index">Its place in the chunk.</param>
    /// <param name="server">Server name where the entry names none, or null.</param>
    public DefinitionLine ReadHere(int index, string? server)
    {
        var (start, length, number) = _entries[index];
        return length == TooLong ? Read(index, server) : DefinitionFileParser.ParseHere(_bytes.AsMemory(start, length), number, server);
    }

    /// <summary>The server and tool that an entry names, without reading the rest of it; null where it names no tool or no server.</summary>
    public (string Server, string Tool)? ReadNames(int index, string? server)
    {
        var (start, length, _) = _entries[index];
        return length == TooLong ? null : DefinitionNames.Parse(_bytes.AsSpan(start, length), server);
    }

    /// <summary>An empty chunk: one that was given back, or a new one.</summary>
    internal static DefinitionChunk Rent() => Pool.TryTake(out var chunk) ? chunk : new DefinitionChunk();

    /// <summary>Gives the chunk back for another part of a stream. Whoever calls this must not use it any more.</summary>
    public void Return()
    {
        _entries.Clear();
        _length = _uncut = 0;
        if (_bytes.Length <= DefinitionFile.ChunkSize * 2 && Pool.Count < MostPooled) Pool.Add(this);
    }

    /// <summary>Fills an empty chunk with lines that whoever asks for its entries first will cut.</summary>
    /// <returns>False at the end of the lines, and where the next one is to be read alone.</returns>
    internal bool TryFill(DefinitionFileLineReader lines)
    {
        _length = lines.ReadLines(_bytes, out var count);
        _uncut = _length > 0 ? lines.Number - count + 1 : 0;
        return _length > 0;
    }

    private void Cut()
    {
        for (var (start, number) = (0, _uncut); start < _length; number++)
        {
            var length = _bytes.AsSpan(start, _length - start).IndexOf((byte)'\n');
            if (length < 0) length = _length - start;
            var (first, end) = (start, start + length);
            if (end > first && _bytes[end - 1] == '\r') end--;
            while (first < end && _bytes[first] is (byte)' ' or (byte)'\t') first++;
            while (end > first && _bytes[end - 1] is (byte)' ' or (byte)'\t') end--;
            if (end > first) _entries.Add(new Entry(first, end - first, number));
            start += length + 1;
        }
        _uncut = 0;
    }

    internal void Add(ReadOnlySpan<byte> line, int number)
    {
        if (_bytes.Length - _length < line.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + line.Length));
        line.CopyTo(_bytes.AsSpan(_length));
        _entries.Add(new Entry(_length, line.Length, number));
        _length += line.Length;
    }

    internal void AddTooLong(int number) => _entries.Add(new Entry(0, TooLong, number));

    /// <summary>A whole document whose tools lie at the given places.</summary>
    internal static DefinitionChunk Of(byte[] document, int length, IEnumerable<Range> tools)
    {
        var chunk = new DefinitionChunk { _bytes = document, _length = length };
        foreach (var tool in tools)
        {
            var (start, size) = tool.GetOffsetAndLength(length);
            chunk._entries.Add(new Entry(start, size, chunk._entries.Count + 1));
        }
        return chunk;
    }
}

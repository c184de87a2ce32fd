using System.IO.Compression;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// Reads declared definitions: JSON lines (plain or gzip, told apart by their first bytes), or a saved <c>tools/list</c>
/// answer (<c>{"tools":[…]}</c>, with or without its JSON-RPC envelope, or the bare list). Streams: memory does not grow
/// with the number of lines.
/// </summary>
public static class DefinitionFile
{
    /// <summary>The longest line that is read, in bytes; a longer one is reported and skipped.</summary>
    public const int MaxLine = 16 << 20;

    /// <summary>About how many bytes a chunk of <see cref="ReadChunks"/> holds.</summary>
    public const int ChunkSize = 256 << 10;

    /// <summary>The largest saved <c>tools/list</c> that is read, in bytes.</summary>
    public const int MaxDocument = 256 << 20;

    /// <summary>Every line of the file at <paramref name="path"/>, good or bad, in order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="server">Server name for definitions that name none, or null.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is neither of the known forms.</exception>
    public static IEnumerable<DefinitionLine> Read(string path, string? server)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        foreach (var line in Read(stream, server)) yield return line;
    }

    /// <summary>Every line of a stream, good or bad, in order. Blank lines are passed over.</summary>
    /// <exception cref="InvalidDataException">It is neither of the known forms, or broken gzip.</exception>
    public static IEnumerable<DefinitionLine> Read(Stream stream, string? server)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var chunk in ReadChunks(stream))
        {
            for (var index = 0; index < chunk.Count; index++) yield return chunk.Read(index, server);
        }
    }

    /// <summary>The entries of a stream in chunks of about <see cref="ChunkSize"/> bytes, not yet read. Blank lines are passed over.</summary>
    /// <exception cref="InvalidDataException">A document is too large, or broken gzip.</exception>
    public static IEnumerable<DefinitionChunk> ReadChunks(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var plain = Open(stream);
        var lines = new DefinitionFileLineReader(plain, MaxLine);
        var first = true;
        var chunk = DefinitionChunk.Rent();
        while (true)
        {
            // The beginning, and a line of unusual length, are read line by line.
            if (!first && chunk.Count == 0 && chunk.TryFill(lines))
            {
                yield return chunk;
                chunk = DefinitionChunk.Rent();
                continue;
            }
            if (!lines.TryRead(out var line, out var tooLong)) break;
            if (tooLong) chunk.AddTooLong(lines.Number);
            line = TrimLine(line, lines.Number == 1);
            if (line.IsEmpty) continue;
            if (first && DefinitionFileDocument.Begins(line.Span))
            {
                yield return DefinitionFileDocument.Read(line, lines);
                yield break;
            }
            first = false;
            chunk.Add(line.Span, lines.Number);
            if (chunk.Size < ChunkSize * 7 / 8) continue;
            yield return chunk;
            chunk = DefinitionChunk.Rent();
        }
        if (chunk.Count > 0) yield return chunk;
    }

    /// <summary>Reads one line of JSON lines.</summary>
    /// <param name="line">One JSON object.</param>
    /// <param name="number">Its line number.</param>
    /// <param name="server">Server name where the line names none, or null.</param>
    public static DefinitionLine ReadLine(ReadOnlySpan<byte> line, int number, string? server) => DefinitionFileParser.Parse(line, number, server);

    /// <summary>The stream itself, or what it decompresses to when it begins as gzip does.</summary>
    internal static Stream Open(Stream stream)
    {
        var head = new byte[2];
        var length = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, length), stream);
        return length == 2 && head[0] == 0x1F && head[1] == 0x8B ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    internal static ReadOnlyMemory<byte> TrimLine(ReadOnlyMemory<byte> line, bool isFirst)
    {
        if (isFirst && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.Trim(" \t"u8);
    }
}

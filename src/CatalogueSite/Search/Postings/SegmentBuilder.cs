using System.Text;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>Gathers servers and writes them as one segment file. What grows with the catalogue beside the postings goes to temporary files.</summary>
internal sealed class SegmentBuilder : IDisposable
{
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly List<PostingBuffer> _postings = [];
    private readonly List<ToolRow> _tools = [];
    private readonly List<(string Slug, ServerRow Row)> _servers = [];
    private readonly Dictionary<int, int> _masks = [];
    private readonly Dictionary<int, (int Count, int First)> _text = [];
    private readonly FileStream _stored;
    private readonly FileStream _forward;
    private readonly MemoryStream _serverStored = new();

    /// <param name="scratch">A path beside which temporary files may lie.</param>
    public SegmentBuilder(string scratch)
    {
        _stored = Temporary(scratch + ".stored");
        _forward = Temporary(scratch + ".forward");
    }

    /// <summary>Tools added so far.</summary>
    public int ToolCount => _tools.Count;

    public void Add(IndexedServer server)
    {
        var index = _servers.Count;
        var words = server.Words.Select(Number).ToList();
        _servers.Add((server.Slug, new ServerRow { FirstTool = _tools.Count, ToolCount = server.Tools.Count, Stored = _serverStored.Position, Words = words.Count }));
        WriteText(_serverStored, server.Name);
        WriteText(_serverStored, server.Slug);
        WriteNumbers(_serverStored, words);
        foreach (var tool in server.Tools) Add(tool, index, words);
    }

    public void Write(string path)
    {
        var sorted = _terms.Select(pair => (Text: Encoding.UTF8.GetBytes(pair.Key), pair.Key, Number: pair.Value)).ToArray();
        Array.Sort(sorted, static (a, b) => a.Text.AsSpan().SequenceCompareTo(b.Text));
        using var file = new SegmentFile(path);
        file.Counts(sorted.Length, _tools.Count, _servers.Count, _terms.Count);
        file.Begin(Section.TermText);
        foreach (var term in sorted) file.Bytes(term.Text);
        file.Begin(Section.TermStart);
        uint start = 0;
        foreach (var term in sorted)
        {
            file.Value(start);
            start += (uint)term.Text.Length;
        }
        file.Value(start);
        file.Begin(Section.PostingStart);
        long at = 0;
        foreach (var term in sorted)
        {
            file.Value(at);
            at += _postings[term.Number].Length;
        }
        file.Value(at);
        file.Begin(Section.TermCount);
        foreach (var term in sorted) file.Value(_postings[term.Number].Count);
        file.Begin(Section.Postings);
        foreach (var term in sorted) file.Bytes(_postings[term.Number].Bytes);
        WriteByLength(file, [.. sorted.Select(term => term.Key)]);
        file.Begin(Section.ForwardNumber);
        foreach (var term in sorted) file.Value(term.Number);
        file.Begin(Section.ForwardTerm);
        var termOf = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++) termOf[sorted[i].Number] = i;
        foreach (var term in termOf) file.Value(term);
        WriteRows(file);
        file.Finish();
    }

    public void Dispose()
    {
        _stored.Dispose();
        _forward.Dispose();
        _serverStored.Dispose();
    }

    private void Add(IndexedTool tool, int server, List<int> serverWords)
    {
        var doc = _tools.Count;
        var names = tool.NameWords.Select(Number).ToList();
        var titles = tool.TitleWords.Select(Number).ToList();
        var text = tool.TextWords.Select(Number).ToList();
        var other = tool.OtherWords.Select(Number).ToList();
        _tools.Add(new ToolRow
        {
            Server = server,
            Capabilities = (ushort)tool.Capabilities,
            Category = (byte)tool.Category,
            Risk = (byte)tool.Risk,
            Contested = tool.Contested ? (byte)1 : (byte)0,
            NameWords = (byte)Math.Min(names.Distinct().Count(), 255),
            Findings = (ushort)Math.Min(tool.Findings, ushort.MaxValue),
            Stored = _stored.Position,
            Forward = _forward.Position,
        });
        foreach (var value in new[] { tool.Name, tool.Slug, tool.Title, tool.Summary }) WriteText(_stored, value);
        foreach (var list in new[] { names, titles, text, other }) WriteNumbers(_forward, list);
        Mark(names, FieldMask.Name);
        Mark(titles, FieldMask.Title);
        Mark(serverWords, FieldMask.Server);
        Mark(other, FieldMask.Other);
        MarkText(text);
        var key = NameWords.Key(tool.Name);
        if (key.Length > 0) Mark([Number("=" + (key.Length > NameWords.MaxWordLength ? key[..NameWords.MaxWordLength] : key))], FieldMask.Name);
        foreach (var (number, mask) in _masks) _postings[number].Add(doc, (byte)mask);
        _masks.Clear();
    }

    private void Mark(List<int> numbers, int field)
    {
        foreach (var number in numbers) _masks[number] = _masks.GetValueOrDefault(number) | field;
    }

    private void MarkText(List<int> text)
    {
        _text.Clear();
        for (var i = 0; i < text.Count; i++) _text[text[i]] = _text.TryGetValue(text[i], out var seen) ? (seen.Count + 1, seen.First) : (1, i);
        foreach (var (number, (count, first)) in _text) Mark([number], FieldMask.TextStrength(count, text.Count, first));
    }

    private int Number(string term)
    {
        if (_terms.TryGetValue(term, out var number)) return number;
        number = _terms.Count;
        _terms.Add(term, number);
        _postings.Add(new PostingBuffer());
        return number;
    }

    private static void WriteByLength(SegmentFile file, string[] terms)
    {
        var slots = terms.Select(SlotOf).ToArray();
        var order = Enumerable.Range(0, terms.Length).OrderBy(i => slots[i]).ToArray();
        file.Begin(Section.ByLength);
        foreach (var term in order) file.Value(term);
        file.Begin(Section.Signatures);
        foreach (var term in order) file.Value(EditDistance.Signature(Bare(terms[term])));
        file.Begin(Section.LengthStart);
        var at = 0;
        for (var slot = 0; slot <= SegmentFormat.Lengths * 2; slot++)
        {
            while (at < order.Length && slots[order[at]] < slot) at++;
            file.Value(at);
        }
    }

    private static int SlotOf(string term) => Math.Min(Bare(term).Length, SegmentFormat.Lengths - 1) + (term[0] == '=' ? SegmentFormat.Lengths : 0);

    private static ReadOnlySpan<char> Bare(string term) => term[0] == '=' ? term.AsSpan(1) : term;

    private void WriteRows(SegmentFile file)
    {
        // Servers lie by slug, so that segments can be merged and searched by it; tools keep their places.
        var order = Enumerable.Range(0, _servers.Count).OrderBy(i => _servers[i].Slug, StringComparer.Ordinal).ToArray();
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;
        file.Begin(Section.Tools);
        foreach (var tool in _tools) file.Value(tool with { Server = rank[tool.Server] });
        file.Begin(Section.Stored);
        file.Copy(_stored);
        file.Begin(Section.Forward);
        file.Copy(_forward);
        file.Begin(Section.Servers);
        foreach (var i in order) file.Value(_servers[i].Row);
        file.Begin(Section.ServerStored);
        file.Copy(_serverStored);
    }

    private static void WriteNumbers(Stream stream, List<int> numbers)
    {
        VarInt.Write(stream, numbers.Count);
        foreach (var number in numbers) VarInt.Write(stream, number);
    }

    // Length plus one, so that 0 says null.
    private static void WriteText(Stream stream, string? text)
    {
        if (text is null)
        {
            VarInt.Write(stream, 0);
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        VarInt.Write(stream, bytes.Length + 1);
        stream.Write(bytes);
    }

    private static FileStream Temporary(string path) =>
        new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    private sealed class PostingBuffer
    {
        private byte[] _bytes = new byte[8];
        private int _last = -1;

        public int Length { get; private set; }

        public int Count { get; private set; }

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

        public void Add(int doc, byte mask)
        {
            if (Length + 6 > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
            Length += VarInt.Write(_bytes.AsSpan(Length), doc - _last);
            _bytes[Length++] = mask;
            _last = doc;
            Count++;
        }
    }
}

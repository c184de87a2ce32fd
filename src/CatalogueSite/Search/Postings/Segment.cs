using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>
/// A segment file, mapped into memory: what is searched stays in the page cache and costs the process nothing.
/// Hold it with <see cref="Enter"/> while reading, so that a dispose meanwhile waits for the last reader.
/// </summary>
internal sealed unsafe class Segment : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly Lazy<ToolProfiles> _profiles;
    private int _disposed;
    private readonly (long Start, int Length)[] _sections = new (long, int)[SegmentFormat.Sections];

    private Segment(string path, MemoryMappedFile map, long length)
    {
        _map = map;
        _view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
        _profiles = new Lazy<ToolProfiles>(() => ToolProfiles.Create(Tools));
        var header = new ReadOnlySpan<byte>(_start, SegmentFormat.HeaderLength);
        var numbers = MemoryMarshal.Cast<byte, int>(header[8..32]);
        if (MemoryMarshal.Read<ulong>(header) != SegmentFormat.Magic || numbers[0] != SegmentFormat.Version || numbers[5] != Unsafe.SizeOf<ToolRow>())
            throw new InvalidDataException($"'{path}' is no search index of this version; publish to build it anew.");
        (TermCount, ToolCount, ServerCount) = (numbers[1], numbers[2], numbers[3]);
        if (MemoryMarshal.Read<long>(header[32..]) != length) throw Damaged(path);
        for (var i = 0; i < _sections.Length; i++)
        {
            var (from, size) = (MemoryMarshal.Read<long>(header[(40 + (i * 16))..]), MemoryMarshal.Read<long>(header[(48 + (i * 16))..]));
            if (from < SegmentFormat.HeaderLength || size < 0 || size > int.MaxValue || from + size > length) throw Damaged(path);
            _sections[i] = (from, (int)size);
        }
        if (Tools.Length != ToolCount || Servers.Length != ServerCount || Ints(Section.TermCount).Length != TermCount) throw Damaged(path);
    }

    public int TermCount { get; }

    public int ToolCount { get; }

    public int ServerCount { get; }

    public ReadOnlySpan<ToolRow> Tools => Span<ToolRow>(Section.Tools);

    public ReadOnlySpan<ServerRow> Servers => Span<ServerRow>(Section.Servers);

    /// <summary>What filters and facets ask of the tools; made when it is first asked for.</summary>
    public ToolProfiles Profiles => _profiles.Value;

    /// <summary>How many tools hold each term.</summary>
    public ReadOnlySpan<int> TermCounts => Ints(Section.TermCount);

    public static Segment Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < SegmentFormat.HeaderLength) throw Damaged(path);
        var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        try
        {
            return new Segment(path, map, length);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the mapping alive until <see cref="Leave"/>.</summary>
    /// <exception cref="ObjectDisposedException">It is gone.</exception>
    public void Enter()
    {
        var held = false;
        _view.SafeMemoryMappedViewHandle.DangerousAddRef(ref held);
    }

    public void Leave() => _view.SafeMemoryMappedViewHandle.DangerousRelease();

    public ReadOnlySpan<byte> TermUtf8(int term)
    {
        var starts = Span<uint>(Section.TermStart);
        return Bytes(Section.TermText)[(int)starts[term]..(int)starts[term + 1]];
    }

    public string Term(int term) => Encoding.UTF8.GetString(TermUtf8(term));

    /// <summary>The term, or a negative number when there is none.</summary>
    public int Find(string term)
    {
        Span<byte> utf8 = stackalloc byte[400];
        if (!Encoding.UTF8.TryGetBytes(term, utf8, out var length)) return -1;
        var at = LowerBound(utf8[..length]);
        return at < TermCount && TermUtf8(at).SequenceEqual(utf8[..length]) ? at : -1;
    }

    /// <summary>The terms that begin with <paramref name="start"/>: from (inclusive) and to (exclusive).</summary>
    public (int From, int To) Range(string start)
    {
        Span<byte> utf8 = stackalloc byte[400];
        if (!Encoding.UTF8.TryGetBytes(start, utf8[..396], out var length)) return (0, 0);
        var from = LowerBound(utf8[..length]);
        utf8[length] = 0xff; // greater than every byte of UTF-8
        return (from, LowerBound(utf8[..(length + 1)]));
    }

    public ReadOnlySpan<byte> Postings(int term)
    {
        var starts = Span<long>(Section.PostingStart);
        return Bytes(Section.Postings)[(int)starts[term]..(int)starts[term + 1]];
    }

    /// <summary>The terms of a length (keys of names, or words) with their letters, side by side.</summary>
    public ReadOnlySpan<int> OfLength(int length, bool keys, out ReadOnlySpan<ulong> signatures)
    {
        var slot = Math.Min(length, SegmentFormat.Lengths - 1) + (keys ? SegmentFormat.Lengths : 0);
        var starts = Ints(Section.LengthStart);
        signatures = Span<ulong>(Section.Signatures)[starts[slot]..starts[slot + 1]];
        return Ints(Section.ByLength)[starts[slot]..starts[slot + 1]];
    }

    /// <summary>The number by which the forward lists know a term.</summary>
    public int ForwardNumber(int term) => Ints(Section.ForwardNumber)[term];

    public int ForwardTerm(int number) => Ints(Section.ForwardTerm)[number];

    /// <summary>The forward lists of a tool: name, title, text, other; each a count and numbers.</summary>
    public ReadOnlySpan<byte> Forward(int tool) => Bytes(Section.Forward)[(int)Tools[tool].Forward..];

    public ReadOnlySpan<byte> Stored(int tool) => Bytes(Section.Stored)[(int)Tools[tool].Stored..];

    public ReadOnlySpan<byte> ServerStored(int server) => Bytes(Section.ServerStored)[(int)Servers[server].Stored..];

    public string ServerSlug(int server)
    {
        var stored = ServerStored(server);
        var at = 0;
        ReadText(stored, ref at);
        return ReadText(stored, ref at)!;
    }

    public string ServerName(int server)
    {
        var at = 0;
        return ReadText(ServerStored(server), ref at)!;
    }

    /// <summary>The server with a slug, or -1.</summary>
    public int FindServer(string slug)
    {
        var (low, high) = (0, ServerCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(ServerSlug(middle), slug);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    public static string? ReadText(ReadOnlySpan<byte> stored, ref int at)
    {
        var length = VarInt.Read(stored, ref at) - 1;
        if (length < 0) return null;
        var text = Encoding.UTF8.GetString(stored.Slice(at, length));
        at += length;
        return text;
    }

    public SearchHit Hit(int tool, double score)
    {
        var row = Tools[tool];
        var stored = Stored(tool);
        var at = 0;
        var name = ReadText(stored, ref at)!;
        var slug = ReadText(stored, ref at)!;
        var title = ReadText(stored, ref at);
        var summary = ReadText(stored, ref at);
        return new SearchHit(ServerName(row.Server), ServerSlug(row.Server), name, slug, title, summary,
            (Category)row.Category, (RiskLevel)row.Risk, row.Contested != 0, row.Findings, score);
    }

    /// <summary>A server with its tools, as it was put in: for merging segments.</summary>
    public IndexedServer Read(int server)
    {
        var row = Servers[server];
        var stored = ServerStored(server);
        var at = 0;
        var name = ReadText(stored, ref at)!;
        var slug = ReadText(stored, ref at)!;
        var words = ReadWords(stored, ref at);
        return new IndexedServer(name, slug, words, [.. Enumerable.Range(row.FirstTool, row.ToolCount).Select(ReadTool)]);
    }

    public void Dispose()
    {
        // A host that stops may dispose what a refresh has disposed already.
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private IndexedTool ReadTool(int tool)
    {
        var row = Tools[tool];
        var stored = Stored(tool);
        var forward = Forward(tool);
        int at = 0, word = 0;
        return new IndexedTool
        {
            Name = ReadText(stored, ref at)!,
            Slug = ReadText(stored, ref at)!,
            Title = ReadText(stored, ref at),
            Summary = ReadText(stored, ref at),
            Category = (Category)row.Category,
            Risk = (RiskLevel)row.Risk,
            Capabilities = (Capabilities)row.Capabilities,
            Contested = row.Contested != 0,
            Findings = row.Findings,
            NameWords = ReadWords(forward, ref word),
            TitleWords = ReadWords(forward, ref word),
            TextWords = ReadWords(forward, ref word),
            OtherWords = ReadWords(forward, ref word),
        };
    }

    private List<string> ReadWords(ReadOnlySpan<byte> source, ref int at)
    {
        var count = VarInt.Read(source, ref at);
        var words = new List<string>(count);
        for (var i = 0; i < count; i++) words.Add(Term(ForwardTerm(VarInt.Read(source, ref at))));
        return words;
    }

    private int LowerBound(ReadOnlySpan<byte> utf8)
    {
        var (low, high) = (0, TermCount);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (TermUtf8(middle).SequenceCompareTo(utf8) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private ReadOnlySpan<int> Ints(Section section) => Span<int>(section);

    private ReadOnlySpan<byte> Bytes(Section section) => new(_start + _sections[(int)section].Start, _sections[(int)section].Length);

    private ReadOnlySpan<T> Span<T>(Section section)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes(section));

    private static InvalidDataException Damaged(string path) => new($"'{path}' is damaged; publish to build the search index anew.");
}

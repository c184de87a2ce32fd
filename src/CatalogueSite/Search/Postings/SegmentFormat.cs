using System.Runtime.InteropServices;

namespace Catalogue.Site.Search.Postings;

/// <summary>The parts of a segment file, in the order in which they lie.</summary>
internal enum Section
{
    /// <summary>UTF-8 of all terms, sorted by bytes, end to end. Terms that begin with <c>=</c> are keys of whole names.</summary>
    TermText,

    /// <summary>uint per term and one more: where its text begins.</summary>
    TermStart,

    /// <summary>long per term and one more: where its postings begin.</summary>
    PostingStart,

    /// <summary>int per term: how many tools hold it.</summary>
    TermCount,

    /// <summary>Per posting: difference to the tool before (variable-length), then the <see cref="FieldMask"/>.</summary>
    Postings,

    /// <summary>int per term, by (key or word, length): the term.</summary>
    ByLength,

    /// <summary>ulong beside each of <see cref="ByLength"/>: the letters of the term.</summary>
    Signatures,

    /// <summary>int per (key or word, length): where it begins in <see cref="ByLength"/>.</summary>
    LengthStart,

    /// <summary>int per term: the number by which <see cref="Forward"/> knows it.</summary>
    ForwardNumber,

    /// <summary>int per number of <see cref="Forward"/>: the term.</summary>
    ForwardTerm,

    /// <summary>A <see cref="ToolRow"/> per tool.</summary>
    Tools,

    /// <summary>Per tool: name, slug, title, summary.</summary>
    Stored,

    /// <summary>Per tool: for name, title, text and other words a count and the words' numbers in order.</summary>
    Forward,

    /// <summary>A <see cref="ServerRow"/> per server, by slug (ordinal).</summary>
    Servers,

    /// <summary>Per server: name, slug, a count and its words' numbers.</summary>
    ServerStored,
}

/// <summary>The fixed part of a tool.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct ToolRow
{
    public int Server;
    public ushort Capabilities;
    public byte Category;
    public byte Risk;
    public byte Contested;
    public byte NameWords;
    public ushort Findings;
    public long Stored;
    public long Forward;
}

/// <summary>The fixed part of a server.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct ServerRow
{
    public int FirstTool;
    public int ToolCount;
    public long Stored;
    public int Words;
    public int Spare;
}

/// <summary>What all segment files share.</summary>
internal static class SegmentFormat
{
    /// <summary>Raised whenever the layout or what is put into it changes.</summary>
    public const int Version = 1;

    public const ulong Magic = 0x58444953_5050434DUL; // "MCPPSIDX"

    public const int Sections = (int)Section.ServerStored + 1;

    /// <summary>Magic, version, terms, tools, servers, forward terms, whole length, then offset and length of each section.</summary>
    public const int HeaderLength = 8 + (5 * 4) + 4 + 8 + (Sections * 16);

    /// <summary>Lengths of terms that are told apart in <see cref="Section.LengthStart"/>; longer ones share the last.</summary>
    public const int Lengths = 66;
}

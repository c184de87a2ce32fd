using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Catalogue.Site.Search.Postings;

/// <summary>Writes a segment file section by section; the header goes in last, so that a file that is not whole is never read.</summary>
internal sealed class SegmentFile(string path) : IDisposable
{
    private readonly FileStream _stream = Open(path);
    private readonly (long Start, long Length)[] _sections = new (long, long)[SegmentFormat.Sections];
    private readonly int[] _counts = new int[4];
    private int _current = -1;

    public void Counts(int terms, int tools, int servers, int forward) => (_counts[0], _counts[1], _counts[2], _counts[3]) = (terms, tools, servers, forward);

    public void Begin(Section section)
    {
        End();
        while (_stream.Position % 8 != 0) _stream.WriteByte(0);
        _current = (int)section;
        _sections[_current].Start = _stream.Position;
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    public void Value<T>(T value)
        where T : unmanaged => _stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public void Copy(Stream source)
    {
        source.Flush();
        source.Position = 0;
        source.CopyTo(_stream);
    }

    public void Finish()
    {
        End();
        Span<byte> header = stackalloc byte[SegmentFormat.HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, SegmentFormat.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], SegmentFormat.Version);
        for (var i = 0; i < _counts.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(header[(12 + (i * 4))..], _counts[i]);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Unsafe.SizeOf<ToolRow>());
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], _stream.Position);
        for (var i = 0; i < _sections.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header[(40 + (i * 16))..], _sections[i].Start);
            BinaryPrimitives.WriteInt64LittleEndian(header[(48 + (i * 16))..], _sections[i].Length);
        }
        _stream.Position = 0;
        _stream.Write(header);
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _stream.Dispose();

    private static FileStream Open(string path)
    {
        var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        stream.Write(new byte[SegmentFormat.HeaderLength]);
        return stream;
    }

    private void End()
    {
        if (_current >= 0) _sections[_current].Length = _stream.Position - _sections[_current].Start;
    }
}

namespace Catalogue.Site.Publishing.Storage;

/// <summary>The documents of one generation one after the other, read as they are asked for.</summary>
internal sealed class DumpStream(ViewConnections connections, long generation) : Stream
{
    private const int ServersPerRead = 64;
    private readonly Queue<byte[]> _waiting = new();
    private ReadOnlyMemory<byte> _rest;
    private string _after = "";
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_rest.IsEmpty)
        {
            if (_waiting.Count == 0) ReadSome();
            if (!_waiting.TryDequeue(out var member)) return 0;
            _rest = member;
        }
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void ReadSome()
    {
        if (_ended) return;
        connections.Use(db =>
        {
            using var rows = db.Rows(
                "SELECT slug, document FROM server WHERE slug>?2 AND born<=?1 AND died>?1 ORDER BY slug LIMIT ?3", generation, _after, ServersPerRead);
            while (rows.Read())
            {
                _after = rows.GetString(0);
                _waiting.Enqueue(rows.GetFieldValue<byte[]>(1));
            }
            return 0;
        });
        _ended = _waiting.Count < ServersPerRead;
    }
}

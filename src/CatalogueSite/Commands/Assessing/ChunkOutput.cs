using System.Buffers;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>What the entries of a chunk became, one behind the other: formats write into it, and what proves needless is cut off again.</summary>
/// <param name="capacity">How many bytes fit at first.</param>
internal sealed class ChunkOutput(int capacity) : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[capacity];

    /// <summary>How many bytes were written.</summary>
    public int Count { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    /// <summary>Forgets all behind the first few.</summary>
    public void Cut(int count) => Count = count;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Count);
        Count += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Count);
    }

    private void Reserve(int more)
    {
        more = Math.Max(more, 1);
        if (_bytes.Length - Count < more) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Count + more)));
    }
}

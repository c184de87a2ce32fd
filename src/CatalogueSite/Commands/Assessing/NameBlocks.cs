namespace Catalogue.Site.Commands.Assessing;

/// <summary>Many short byte strings one behind the other in a few large blocks.</summary>
internal sealed class NameBlocks
{
    private const int BlockSize = 1 << 20;
    private readonly List<byte[]> _blocks = [];
    private int _used = BlockSize;

    /// <summary>Keeps some bytes.</summary>
    /// <returns>Where they are.</returns>
    public (int Block, int Offset) Add(ReadOnlySpan<byte> bytes)
    {
        if (BlockSize - _used < bytes.Length)
        {
            _blocks.Add(new byte[Math.Max(BlockSize, bytes.Length)]);
            _used = 0;
        }
        var offset = _used;
        bytes.CopyTo(_blocks[^1].AsSpan(offset));
        _used += bytes.Length;
        return (_blocks.Count - 1, offset);
    }

    /// <summary>Bytes that were kept.</summary>
    public ReadOnlySpan<byte> Read(int block, int offset, int length) => _blocks[block].AsSpan(offset, length);
}

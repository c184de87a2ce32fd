using System.Security.Cryptography;

namespace Catalogue.Crawler.Inspection.Wire;

/// <summary>A hash over the pages of a tool list as they were received, each page hashed into what came before it.</summary>
internal sealed class ListHasher
{
    // Raised when pages are read differently: then what is stored must be compared anew.
    private byte[] _hash = SHA256.HashData("tools-list/1"u8);

    /// <summary>Takes the next page.</summary>
    public void Add(ReadOnlySpan<byte> page)
    {
        Span<byte> both = stackalloc byte[2 * SHA256.HashSizeInBytes];
        _hash.CopyTo(both);
        SHA256.HashData(page, both[SHA256.HashSizeInBytes..]);
        _hash = SHA256.HashData(both);
    }

    /// <summary>The hash of all pages so far.</summary>
    public byte[] Value => _hash;
}

using System.Security.Cryptography;
using System.Text;

namespace Catalogue.Site.Publishing;

/// <summary>
/// The marks that stand for parts in rendered HTML until they are cut out. They carry a number drawn once a process,
/// so that no stranger's text can forge one, and only letters, digits and hyphens, so that no encoder changes them.
/// </summary>
public static class PartTokens
{
    private static readonly string Nonce = "part-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + "-";

    /// <summary>What every mark begins with, as UTF-8.</summary>
    public static ReadOnlySpan<byte> Prefix => PrefixBytes;

    private static readonly byte[] PrefixBytes = Encoding.ASCII.GetBytes(Nonce);

    /// <summary>The mark for a part.</summary>
    /// <param name="name">The part's name with its arguments: <c>stats</c>, <c>neighbours/Destructive/image</c>.</param>
    public static string Create(string name) => Nonce + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name)) + "-";

    /// <summary>Reads the name of the mark that starts at the beginning of <paramref name="html"/>; returns its length in bytes.</summary>
    public static int Read(ReadOnlySpan<byte> html, out string name)
    {
        var rest = html[PrefixBytes.Length..];
        var end = rest.IndexOf((byte)'-');
        name = Encoding.UTF8.GetString(Convert.FromHexString(Encoding.ASCII.GetString(rest[..end])));
        return PrefixBytes.Length + end + 1;
    }
}

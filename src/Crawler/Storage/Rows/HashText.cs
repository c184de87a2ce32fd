namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A definition's hash as 32 bytes (stored) and as <c>sha256:…</c> (everywhere else).</summary>
internal static class HashText
{
    private const string Prefix = "sha256:";

    public static string? ToText(byte[]? hash) => hash is null ? null : Prefix + Convert.ToHexStringLower(hash);

    public static byte[] ToBytes(string hash) => Convert.FromHexString(hash.AsSpan(Prefix.Length));
}

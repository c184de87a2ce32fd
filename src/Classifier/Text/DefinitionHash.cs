using System.Security.Cryptography;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>The identity of a definition: SHA-256 of its RFC 8785 JSON.</summary>
public static class DefinitionHash
{
    /// <summary>Kept for each thread: setting one up takes a good part of the time that a definition's hash does.</summary>
    [ThreadStatic]
    private static IncrementalHash? t_hash;

    /// <summary>
    /// <c>sha256:</c> and 64 hex digits over the canonical JSON of
    /// {name, title, description, inputSchema, outputSchema, annotations}, absent and null members left out.
    /// </summary>
    public static string Compute(ToolDefinition definition) => Of(CanonicalJson.Write(definition));

    /// <summary><c>sha256:</c> and 64 hex digits over any bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var hash = t_hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.GetHashAndReset(digest);
        Span<char> text = stackalloc char[7 + 64];
        "sha256:".CopyTo(text);
        Convert.TryToHexStringLower(digest, text[7..], out _);
        return new string(text);
    }
}

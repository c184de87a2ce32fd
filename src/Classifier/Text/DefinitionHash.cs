using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        WriteHex(Vector128.Create((ReadOnlySpan<byte>)digest[..16]), text[7..]);
        WriteHex(Vector128.Create((ReadOnlySpan<byte>)digest[16..]), text[39..]);
        return new string(text);
    }

    /// <summary>
    /// Sixteen bytes as lower-case hex. By sums, which every processor does at once: the framework looks the digits up by a
    /// shuffle, which compiled ahead of time for any processor is a loop.
    /// </summary>
    private static void WriteHex(Vector128<byte> bytes, Span<char> text)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var (low, high) = Vector128.Widen(bytes);
        WriteDigits(low, units);
        WriteDigits(high, units[16..]);
    }

    private static void WriteDigits(Vector128<ushort> bytes, Span<ushort> units)
    {
        // Of each byte the upper half comes first, which is the lower byte of a pair.
        var halves = ((bytes >> 4) | ((bytes & Vector128.Create((ushort)0xF)) << 8)).AsByte();
        var letters = Vector128.GreaterThan(halves.AsSByte(), Vector128.Create((sbyte)9)).AsByte() & Vector128.Create((byte)('a' - '0' - 10));
        var (first, second) = Vector128.Widen(halves + letters + Vector128.Create((byte)'0'));
        first.CopyTo(units);
        second.CopyTo(units[8..]);
    }
}

using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Finds runs of base64, base32, hexadecimal, binary and character codes that decode to readable text.</summary>
internal static class EncodedRuns
{
    private const int ShortestBase64 = 16;
    private const int ShortestHex = 16;
    private const int FewestCodes = 6;
    private const int LongestRun = 1 << 16;

    private static readonly SearchValues<char> Base64Chars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    private static readonly SearchValues<char> HexChars = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Adds the runs of <paramref name="text"/> in order, at most <paramref name="most"/>.</summary>
    public static void Find(ReadOnlySpan<char> text, RowList<EncodedRun> into, int most)
    {
        for (var at = 0; at < text.Length && into.Count < most;)
        {
            if (!IsBase64(text[at]))
            {
                at++;
                continue;
            }
            var length = RunLength(text[at..]);
            if (TryCodes(text, at, out var codes))
            {
                into.Add(codes);
                at = codes.Start + codes.Length;
                continue;
            }
            if (length >= ShortestBase64 && Decode(text.Slice(at, length)) is var (decoded, how)) into.Add(new EncodedRun(at, length, decoded, how));
            at += length;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBase64(char c) => CharTable.IsLetterOrDigit(c) || c is '+' or '/' or '-' or '_';

    private static int RunLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        // Mostly a word, for which a search would cost more to call than it saves.
        while (length < text.Length && length < ShortestBase64 && IsBase64(text[length])) length++;
        while (true)
        {
            var more = length < text.Length && !IsBase64(text[length]) ? 0 : text[length..].IndexOfAnyExcept(Base64Chars);
            length = more < 0 ? text.Length : length + more;
            if (length >= text.Length || length > LongestRun) return Math.Min(length, LongestRun);
            // Long payloads are wrapped: a line break between two long pieces belongs to the run.
            var gap = text[length] == '\r' && length + 1 < text.Length && text[length + 1] == '\n' ? 2 : text[length] is '\n' or '\r' ? 1 : 0;
            if (gap == 0 || length < 40 || length + gap + 8 > text.Length || text.Slice(length + gap, 8).IndexOfAnyExcept(Base64Chars) >= 0) break;
            length += gap;
        }
        while (length < text.Length && text[length] == '=' && length < LongestRun) length++;
        return length;
    }

    private static (string Decoded, string How)? Decode(ReadOnlySpan<char> run)
    {
        if (Hex(run) is { } hex) return (hex, "hex");
        if (Bits(run) is { } bits) return (bits, "binary");
        if (Base64(run) is { } base64) return (base64, "base64");
        if (Base32(run) is { } base32) return (base32, "base32");
        return null;
    }

    private static string? Hex(ReadOnlySpan<char> run)
    {
        if (run.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) run = run[2..];
        if (run.Length < ShortestHex || run.Length % 2 != 0 || run.IndexOfAnyExcept(HexChars) >= 0) return null;
        return DecodedText.FromBytes(Convert.FromHexString(run));
    }

    private static string? Bits(ReadOnlySpan<char> run)
    {
        if (run.Length < 48 || run.Length % 8 != 0 || run.IndexOfAnyExcept('0', '1') >= 0) return null;
        var bytes = new byte[run.Length / 8];
        for (var bit = 0; bit < run.Length; bit++)
        {
            if (run[bit] == '1') bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }
        return DecodedText.FromBytes(bytes);
    }

    private static string? Base64(ReadOnlySpan<char> run)
    {
        var clean = new char[run.Length + 4];
        var length = 0;
        foreach (var c in run)
        {
            if (c is '\r' or '\n' or '=') continue;
            clean[length++] = c switch { '-' => '+', '_' => '/', _ => c };
        }
        if (length % 4 == 1) length--;
        while (length % 4 != 0) clean[length++] = '=';
        var bytes = new byte[length / 4 * 3];
        return Convert.TryFromBase64Chars(clean.AsSpan(0, length), bytes, out var written) ? DecodedText.FromBytes(bytes.AsSpan(0, written)) : null;
    }

    private static string? Base32(ReadOnlySpan<char> run)
    {
        var bytes = new List<byte>(run.Length * 5 / 8);
        var buffer = 0;
        var bits = 0;
        foreach (var c in run.TrimEnd('='))
        {
            var value = c switch { >= 'A' and <= 'Z' => c - 'A', >= '2' and <= '7' => c - '2' + 26, _ => -1 };
            if (value < 0) return null;
            buffer = ((buffer << 5) | value) & 0xFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }
        return DecodedText.FromBytes([.. bytes]);
    }

    /// <summary>A row of numbers that are the codes of characters: <c>105 103 110</c>, <c>69 67 6e</c>, <c>0x69,0x67</c>, <c>01101001 …</c>.</summary>
    private static bool TryCodes(ReadOnlySpan<char> text, int start, out EncodedRun run)
    {
        run = default;
        if (!char.IsAsciiHexDigit(text[start]) || ReadTokens(text, start, null, out _) < FewestCodes) return false;
        var tokens = new List<string>();
        ReadTokens(text, start, tokens, out var end);
        if (FromCodes(tokens) is not var (decoded, how)) return false;
        run = new EncodedRun(start, end - start, decoded, how);
        return true;
    }

    /// <summary>Reads short numbers in a row: mostly there are too few, and they need not be kept.</summary>
    /// <returns>How many there are; no more than matter where they are not kept.</returns>
    private static int ReadTokens(ReadOnlySpan<char> text, int start, List<string>? into, out int end)
    {
        var count = 0;
        end = start;
        for (var at = start; at < text.Length && count < (into is null ? FewestCodes : LongestRun / 8);)
        {
            var token = at;
            while (token < text.Length && token - at <= 8 && (char.IsAsciiHexDigit(text[token]) || text[token] == 'x' && token == at + 1)) token++;
            if (token - at is < 2 or > 8) break;
            into?.Add(text[at..token].ToString());
            count++;
            end = at = token;
            while (at < text.Length && at - end < 2 && text[at] is ' ' or ',' or ';' or ':' or '-' or '\n') at++;
            if (at == end) break;
        }
        return count;
    }

    private static (string Decoded, string How)? FromCodes(List<string> tokens)
    {
        if (tokens.TrueForAll(token => token.Length == 8) && Codes(tokens, 2) is { } bits) return (bits, "binary");
        if (tokens.TrueForAll(token => token.Length is 2 or 3) && Codes(tokens, 10) is { } decimals) return (decimals, "character codes");
        if (tokens.TrueForAll(token => token.Length == 2 || token.Length == 4 && token[1] == 'x') && Codes(tokens, 16) is { } hex) return (hex, "hex");
        return null;
    }

    private static string? Codes(List<string> tokens, int numberBase)
    {
        var text = new StringBuilder(tokens.Count);
        foreach (var token in tokens)
        {
            int code;
            try
            {
                code = Convert.ToInt32(token, numberBase);
            }
            catch (FormatException)
            {
                return null;
            }
            if (code is < 9 or > 126) return null;
            text.Append((char)code);
        }
        var decoded = text.ToString();
        return DecodedText.IsReadable(decoded) ? decoded : null;
    }
}

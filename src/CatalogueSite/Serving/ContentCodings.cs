using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Catalogue.Site.Serving;

/// <summary>Chooses codings and applies them.</summary>
public static class ContentCodings
{
    private const int QuickBrotli = 5;

    /// <summary>The coding that a client accepts and likes best; of equals Brotli, then gzip.</summary>
    public static ContentCoding Choose(StringValues acceptEncoding)
    {
        double brotli = 0, gzip = 0, any = -1, identity = -1;
        foreach (var header in acceptEncoding)
        {
            foreach (var item in (header ?? "").Split(','))
            {
                var quality = Quality(item, out var coding);
                if (coding.Equals("br", StringComparison.OrdinalIgnoreCase)) brotli = quality;
                else if (coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)) gzip = quality;
                else if (coding.Equals("identity", StringComparison.OrdinalIgnoreCase)) identity = quality;
                else if (coding.SequenceEqual("*")) any = quality;
            }
        }
        if (any > 0 && brotli == 0 && gzip == 0) gzip = any;
        // A client that asks for plain bytes before all others gets them.
        if (identity > Math.Max(brotli, gzip)) return ContentCoding.Identity;
        if (brotli > 0 && brotli >= gzip) return ContentCoding.Brotli;
        return gzip > 0 ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    /// <summary>The name for <c>Content-Encoding</c>, or null for none.</summary>
    public static string? Name(this ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Brotli => "br",
        _ => null,
    };

    /// <summary>Codes a body; <paramref name="best"/> takes the time that a file served a million times deserves.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> body, ContentCoding coding, bool best)
    {
        if (coding == ContentCoding.Identity) return body.ToArray();
        var output = new MemoryStream((body.Length / 3) + 64);
        using (Stream stream = coding == ContentCoding.Gzip
            ? new GZipStream(output, best ? CompressionLevel.SmallestSize : CompressionLevel.Optimal, leaveOpen: true)
            : new BrotliStream(output, new BrotliCompressionOptions { Quality = best ? 11 : QuickBrotli }, leaveOpen: true))
        {
            stream.Write(body);
        }
        return output.ToArray();
    }

    /// <summary>Undoes gzip.</summary>
    public static byte[] Gunzip(byte[] gzip)
    {
        var output = new MemoryStream(gzip.Length * 5);
        using (var stream = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress)) stream.CopyTo(output);
        return output.ToArray();
    }

    private static double Quality(string item, out ReadOnlySpan<char> coding)
    {
        var semicolon = item.IndexOf(';');
        coding = (semicolon < 0 ? item : item.AsSpan(0, semicolon)).Trim();
        if (semicolon < 0) return 1;
        var rest = item.AsSpan(semicolon + 1).Trim();
        return rest.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(rest[2..], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var quality)
            ? Math.Clamp(quality, 0, 1)
            : 1;
    }
}

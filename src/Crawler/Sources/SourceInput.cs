using System.IO.Compression;

namespace Catalogue.Crawler.Sources;

/// <summary>Reads files that sources are given: whole, plain or gzip, under a cap.</summary>
internal static class SourceInput
{
    private const int MaxBytes = 512 << 20;

    /// <summary>The file's bytes, decompressed when it begins as gzip does.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be read or is too large.</exception>
    public static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var zipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            await using Stream plain = zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var whole = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = await plain.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                whole.Write(buffer, 0, read);
                if (whole.Length > MaxBytes) throw new SourceUnavailableException($"{path} is larger than {MaxBytes >> 20} MB.");
            }
            return whole.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SourceUnavailableException($"{path} cannot be read: {e.Message}", e);
        }
    }
}

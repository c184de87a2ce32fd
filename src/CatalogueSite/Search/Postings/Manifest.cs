using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalogue.Site.Search.Postings;

/// <summary>Which segment files make up an index now. Replaced as a whole, so that an index is always either old or new.</summary>
/// <param name="Format">The version of the layout.</param>
/// <param name="Next">The number of the next segment file.</param>
/// <param name="Segments">The segments, oldest first.</param>
internal sealed record Manifest(int Format, int Next, IReadOnlyList<ManifestSegment> Segments)
{
    private const string FileName = "manifest.json";

    public static Manifest Empty { get; } = new(SegmentFormat.Version, 1, []);

    /// <exception cref="InvalidDataException">There is none that can be read.</exception>
    public static Manifest Read(string folder)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, FileName)), ManifestJson.Default.Manifest);
            if (manifest?.Segments is null || manifest.Format != SegmentFormat.Version)
                throw new InvalidDataException($"'{folder}' is a search index of another version; publish to build it anew.");
            return manifest;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"There is no search index at '{folder}' ({error.Message}); publish to build one.", error);
        }
    }

    public void Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        using (var stream = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, this, ManifestJson.Default.Manifest);
            stream.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>The path of a segment's file.</summary>
    public static string SegmentPath(string folder, int number) => Path.Combine(folder, $"{number:D8}.seg");
}

/// <summary>One segment of an index.</summary>
/// <param name="Number">The number of its file.</param>
/// <param name="Removed">Slugs of servers that no longer count in it.</param>
internal sealed record ManifestSegment(int Number, IReadOnlyList<string> Removed);

/// <summary>The JSON of the manifest.</summary>
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;

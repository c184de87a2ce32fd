using System.Collections.Frozen;

namespace Catalogue.Site.Reviews;

/// <summary>Every review of <c>data/reviews</c>, to be found by server, tool and definition hash.</summary>
public sealed class ReviewLibrary
{
    private const string Folder = "reviews/";
    private readonly FrozenDictionary<(string Server, string Tool, string Definition), Review> _reviews;

    private ReviewLibrary(Dictionary<(string Server, string Tool, string Definition), Review> reviews) => _reviews = reviews.ToFrozenDictionary();

    /// <summary>The reviews that were built in, read once.</summary>
    public static ReviewLibrary BuiltIn { get; } = LoadEmbedded();

    /// <summary>How many reviews there are.</summary>
    public int Count => _reviews.Count;

    /// <summary>The reviews that were built in.</summary>
    /// <exception cref="ReviewException">A file is broken.</exception>
    public static ReviewLibrary LoadEmbedded()
    {
        var assembly = typeof(ReviewLibrary).Assembly;
        var files = new List<(string Path, string Text)>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add((name, reader.ReadToEnd()));
        }
        return Load(files);
    }

    /// <summary>The reviews of the files given.</summary>
    /// <param name="files">Path (for errors) and text of each file.</param>
    /// <exception cref="ReviewException">A file is broken, or two reviews speak of the same definition.</exception>
    public static ReviewLibrary Load(IEnumerable<(string Path, string Text)> files)
    {
        var all = new Dictionary<(string, string, string), Review>();
        foreach (var (path, text) in files)
        {
            foreach (var review in ReviewFile.Parse(path, text))
            {
                if (!all.TryAdd((review.Server, review.Tool, review.Definition), review))
                {
                    throw new ReviewException(path, 1, $"'{review.Tool}' of '{review.Server}' is reviewed twice with the same definition.");
                }
            }
        }
        return new ReviewLibrary(all);
    }

    /// <summary>The review of exactly this definition; null when there is none or when it lapsed.</summary>
    public Review? Find(string server, string tool, string definition) => _reviews.GetValueOrDefault((server, tool, definition));
}

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>The server slugs that are taken, as far as a batch of names could want them.</summary>
internal sealed class SlugBook
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Gives a name its slug, which is taken from then on.</summary>
    public string Give(string name)
    {
        var slug = Slug.Create(name, _taken.Contains);
        _taken.Add(slug);
        return slug;
    }

    /// <summary>Looks up what is taken of the slugs that these names could want.</summary>
    public static async Task<SlugBook> LoadAsync(WriteScope scope, IEnumerable<string> names)
    {
        var book = new SlugBook();
        var wanted = names.Distinct(StringComparer.Ordinal).Select(Slug.Candidates).ToList();
        var plain = wanted.SelectMany(pair => new[] { pair.Plain, pair.Marked }).Distinct(StringComparer.Ordinal);
        book._taken.UnionWith(await scope.QueryInAsync<string, string>("SELECT slug FROM servers WHERE slug IN @ids", plain));
        // Where the marked form is taken as well, numbered ones may be: they are few, so all of them are looked up.
        foreach (var (_, marked) in wanted.Where(pair => book._taken.Contains(pair.Marked)))
        {
            book._taken.UnionWith(await scope.QueryAsync<string>("SELECT slug FROM servers WHERE slug >= @from AND slug < @to", new { from = marked + "-", to = marked + "." }));
        }
        return book;
    }
}

using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>What a server says of itself: worked out from all its listings, the best-ranked first.</summary>
internal sealed class ServerView
{
    private ServerView(IReadOnlyList<ListingWork> listings) => Listings = listings;

    /// <summary>Its listings that count: those still listed, or all when none is.</summary>
    private IReadOnlyList<ListingWork> Listings { get; }

    /// <summary>True when every source dropped it or its registry deleted it.</summary>
    public bool Withdrawn { get; private init; }

    /// <summary>Where it can be asked, in the order in which it is tried.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; private init; } = [];

    public static ServerView Of(IEnumerable<ListingWork> listings)
    {
        var all = listings.OrderByDescending(listing => listing.Content.Rank).ThenBy(listing => listing.Row.Id).ToList();
        var listed = all.FindAll(listing => listing.Row.DroppedAt is null);
        var counting = listed.Count > 0 ? listed : all;
        return new ServerView(counting)
        {
            Withdrawn = listed.Count == 0 || counting[0].Content.Status == ServerStatus.Deleted,
            Endpoints = EndpointsOf(counting),
        };
    }

    /// <summary>Brings the row up to date and names the fields that changed.</summary>
    public List<string> Apply(ServerRow row)
    {
        var changed = new List<string>();
        var best = Listings[0];
        var place = Listings.FirstOrDefault(listing => listing.Content.Repository is not null)?.Content;
        var name = CanonicalName.Of(StoredText.Decode(best.Row.NameThere)!, best.Content);
        Set(row.Name, name, "name", value => (row.Name, row.NameKey) = (value!, IdentityKeys.Shorten(name)));
        Set(row.Title, First(content => content.Title), "title", value => row.Title = value);
        Set(row.Description, First(content => content.Description), "description", value => row.Description = value);
        Set(row.Repository, place?.Repository, "repository", value => row.Repository = value);
        Set(row.RepositorySubfolder, place?.RepositorySubfolder, "repositorySubfolder", value => row.RepositorySubfolder = value);
        Set(row.WebsiteUrl, First(content => content.WebsiteUrl), "websiteUrl", value => row.WebsiteUrl = value);
        Set(row.Version, First(content => content.Version), "version", value => row.Version = value);
        Set(row.StatusMessage, best.Content.StatusMessage, "statusMessage", value => row.StatusMessage = value);
        if (row.Status != (int)best.Content.Status) changed.Add("status");
        row.Status = (int)best.Content.Status;
        return changed;

        void Set(string? old, string? value, string field, Action<string?> assign)
        {
            var stored = StoredText.Encode(value);
            if (string.Equals(old, stored, StringComparison.Ordinal)) return;
            assign(stored);
            changed.Add(field);
        }
    }

    private string? First(Func<ListingContent, string?> member) => Listings.Select(listing => member(listing.Content)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    // Our own configuration's endpoints first, then remotes (cheap to ask), then packages.
    private static List<Endpoint> EndpointsOf(IReadOnlyList<ListingWork> listings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. listings.SelectMany(listing => listing.Content.Endpoints)
                .OrderByDescending(endpoint => endpoint.Trusted).ThenBy(endpoint => endpoint.Kind)
                .Where(endpoint => seen.Add(string.Join('\u001f', [endpoint.Kind.ToString(), endpoint.Url ?? "", endpoint.PackageType ?? "", endpoint.PackageName ?? "", endpoint.PackageVersion ?? "", .. endpoint.Arguments]))),
        ];
    }
}

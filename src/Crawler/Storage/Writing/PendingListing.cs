using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>One entry of one source on its way into the database.</summary>
internal sealed record PendingListing
{
    public required DiscoveredServer Server { get; init; }

    public required IdentityKeys Keys { get; init; }

    public required ListingContent Content { get; init; }

    public required string ContentJson { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>The server that the operator named, or null.</summary>
    public long? PinnedTo { get; init; }

    /// <summary>How declared tools are taken; see <see cref="DeclarationMode"/>.</summary>
    public DeclarationMode Mode { get; init; }

    /// <summary>Where the listing is found again: source and shortened name.</summary>
    public (string Source, string NameKey) Place => (Server.Source, IdentityKeys.Shorten(Server.Name));

    public static PendingListing From(DiscoveredServer server, long? pinnedTo = null, DeclarationMode mode = DeclarationMode.SourceList)
    {
        var keys = IdentityKeys.Of(server);
        var content = ListingContent.From(server, keys);
        var json = content.ToJson();
        return new PendingListing
        {
            Server = server,
            Keys = keys,
            Content = content,
            ContentJson = json,
            Hash = ListingContent.Hash(json, keys, server),
            PinnedTo = pinnedTo,
            Mode = mode,
        };
    }
}

using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;

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

    /// <summary>An entry of a source.</summary>
    public static PendingListing From(DiscoveredServer server, ServerIdentity identity) => From(server, IdentityKeys.Of(server, identity), null, DeclarationMode.SourceList);

    /// <summary>A server that the operator declares: it goes by the name that they wrote, and by those keys that no other name has.</summary>
    public static PendingListing FromImport(DiscoveredServer server, IReadOnlyList<string> keys, long? pinnedTo) =>
        From(server, new IdentityKeys(keys, null), pinnedTo, DeclarationMode.Add);

    private static PendingListing From(DiscoveredServer server, IdentityKeys keys, long? pinnedTo, DeclarationMode mode)
    {
        var content = ListingContent.From(server, keys);
        var json = content.ToJson();
        return new PendingListing
        {
            Server = server,
            Keys = keys,
            Content = content,
            ContentJson = json,
            // An import names some of a server's tools, each time others: they do not make its listing another.
            Hash = ListingContent.Hash(json, keys, mode == DeclarationMode.Add ? server with { DeclaredTools = null } : server),
            PinnedTo = pinnedTo,
            Mode = mode,
        };
    }
}

using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>A listing while a batch is being placed.</summary>
internal sealed class ListingWork(ListingRow row, ListingContent content, IReadOnlyList<string> keys, ServerWork owner, bool isNew)
{
    public ListingRow Row { get; } = row;

    public ListingContent Content { get; set; } = content;

    public IReadOnlyList<string> Keys { get; set; } = keys;

    /// <summary>The server that it belongs to.</summary>
    public ServerWork Owner { get; private set; } = owner;

    public bool IsNew { get; } = isNew;

    /// <summary>True when its row must be written.</summary>
    public bool Dirty { get; set; } = isNew;

    /// <summary>True when its keys must be written.</summary>
    public bool KeysChanged { get; set; } = isNew;

    /// <summary>Gives the listing to another server.</summary>
    public void MoveTo(ServerWork server)
    {
        Owner.Listings.Remove(this);
        Owner.Dirty = true;
        Owner = server;
        Row.ServerId = server.Row.Id;
        server.Listings.Add(this);
        server.Dirty = true;
        Dirty = true;
    }
}

namespace Catalogue.Crawler.Storage.Migrations;

/// <summary>The raw list of tools that a server gave last, by its hash: a list that comes back byte for byte need not be compared tool by tool.</summary>
internal static class ListHashes
{
    public static Migration Migration { get; } = new(2, "hash of the raw tool list", "ALTER TABLE checks ADD COLUMN list_hash {blob}");
}

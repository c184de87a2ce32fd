namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>aliases</c>; the alias as stored.</summary>
internal sealed class AliasRow
{
    public string Alias { get; set; } = "";

    public long ServerId { get; set; }
}

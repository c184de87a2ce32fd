namespace Catalogue.Site.Publishing;

/// <summary>What one publish did.</summary>
/// <param name="Generation">The generation that readers see now.</param>
/// <param name="Written">False when nothing had changed, so that nothing was written.</param>
/// <param name="Full">True when every server was looked at, false when only changed ones were.</param>
/// <param name="ServersRead">Servers that were assessed.</param>
/// <param name="PagesRendered">Pages that were rendered.</param>
/// <param name="PagesWritten">Pages whose content was new.</param>
/// <param name="Stats">Counts of the generation.</param>
/// <param name="Duration">How long it took.</param>
public sealed record PublishResult(
    long Generation, bool Written, bool Full, int ServersRead, int PagesRendered, int PagesWritten, CatalogueStats Stats, TimeSpan Duration)
{
    /// <summary>The engine of the search index, where that was built anew; null where it only took up what changed.</summary>
    public string? IndexBuilt { get; init; }
}

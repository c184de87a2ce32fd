namespace Catalogue.Site.Publishing;

/// <summary>A page as a generation holds it: see <see cref="GenerationView.FindPage"/>.</summary>
/// <param name="Hash">The hash of its content.</param>
/// <param name="Body">Its packed content.</param>
internal sealed record StoredPage(byte[] Hash, byte[] Body);

using Catalogue.Site.Search;

namespace Catalogue.Site.Tests.Search.Baseline;

public sealed class Fts5SearchIndexTests : SearchIndexContract
{
    protected override ISearchIndexWriter CreateWriter() => new Fts5SearchIndexWriter();
}

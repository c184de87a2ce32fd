using Catalogue.Site.Search;

namespace Catalogue.Site.Tests.Search;

public sealed class PostingsSearchIndexTests : SearchIndexContract
{
    protected override ISearchIndexWriter CreateWriter() => new PostingsSearchIndexWriter();
}

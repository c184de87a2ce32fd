using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Model;
using Catalogue.Site.Attacks;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Publishing;

/// <summary>A data folder of one test with a publisher into it; gone afterwards.</summary>
internal sealed class PublishingFolder : IDisposable
{
    public PublishingFolder(ISearchIndexWriter? index = null)
    {
        Options = new PublishOptions
        {
            DataFolder = Directory.CreateTempSubdirectory("publishing-").FullName,
            Site = SharedSite,
            Classifier = Assessed.Classifier,
            Pages = TestPages.Set,
            Index = index,
            Template = "test-1",
        };
    }

    public static SiteContext SharedSite { get; } = new(RuleSet.LoadEmbedded(), AttackLibrary.LoadEmbedded(), SiteAssets.Embedded);

    public PublishOptions Options { get; set; }

    public MemoryCatalogueReader Reader { get; } = new();

    public string Path => Options.DataFolder;

    public ServerRecord Put(long id, string name, params ToolRecord[] tools) => Reader.Put(Assessed.Record(name, tools) with { Id = id });

    public Task<PublishResult> PublishAsync(CancellationToken cancellationToken = default) =>
        new Publisher(Options).PublishAsync(Reader, null, cancellationToken);

    public GenerationStore Open() => new(Path, Options.Index);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

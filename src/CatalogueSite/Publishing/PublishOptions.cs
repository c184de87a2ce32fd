using Catalogue.Classifier;
using Catalogue.Site.Search;

namespace Catalogue.Site.Publishing;

/// <summary>What a publisher works with.</summary>
public sealed record PublishOptions
{
    /// <summary>The data folder: the site store and the search index lie in it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The context of pages; holds the rule set.</summary>
    public required SiteContext Site { get; init; }

    /// <summary>The classifier over that rule set.</summary>
    public required RiskClassifier Classifier { get; init; }

    /// <summary>The pages to make.</summary>
    public required PageSet Pages { get; init; }

    /// <summary>The search engine, or null for a site without an index.</summary>
    public ISearchIndexWriter? Index { get; init; }

    /// <summary>
    /// A hash of everything but data and rules that pages are made with. By default the program's own build, so that a new
    /// program renders everything again, and writes only what came out differently.
    /// </summary>
    public string Template
    {
        get => field ?? typeof(PublishOptions).Assembly.ManifestModule.ModuleVersionId.ToString("N") + Site.Decisions.Identity;
        init;
    }

    /// <summary>How many threads assess and render.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The path of the site store.</summary>
    public string StorePath => Path.Combine(DataFolder, "site.db");
}

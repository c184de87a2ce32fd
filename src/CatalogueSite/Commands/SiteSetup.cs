using System.CommandLine;
using Catalogue.Classifier;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Files;
using Catalogue.Site.Attacks;
using Catalogue.Site.Pages;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;

namespace Catalogue.Site.Commands;

/// <summary>What publishing and serving are made from, as the common options say.</summary>
/// <param name="DataFolder">The data folder.</param>
/// <param name="Site">The context of pages.</param>
/// <param name="Classifier">The classifier.</param>
/// <param name="Engine">The search engine.</param>
public sealed record SiteSetup(string DataFolder, SiteContext Site, RiskClassifier Classifier, ISearchIndexWriter Engine)
{
    /// <summary>Reads the options; loads and checks the rules.</summary>
    /// <exception cref="RuleException">A rule is broken.</exception>
    /// <exception cref="UsageException">The rules folder is not there, or there is no such search engine.</exception>
    public static SiteSetup Load(ParseResult arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var settings = CommonOptions.Read(arguments);
        var engine = CommonOptions.EngineOf(arguments);
        var rules = settings.LoadRules();
        var decisions = LoadDecisions(arguments.GetValue(CommonOptions.Decisions));
        var site = new SiteContext(rules, AttackLibrary.LoadEmbedded(), SiteAssets.Embedded) { Decisions = decisions };
        return new SiteSetup(settings.DataFolder, site, new RiskClassifier(rules), engine);
    }

    /// <summary>The built-in decision table, or the one in a file.</summary>
    /// <exception cref="UsageException">The file is not there, or is no decision table.</exception>
    public static DecisionTable LoadDecisions(string? file)
    {
        if (file is null) return DecisionTable.Default;
        if (!File.Exists(file)) throw new UsageException($"--decisions {file}: there is no such file.");
        try
        {
            return DecisionTableFile.Parse(file, File.ReadAllText(file));
        }
        catch (FileContentException error)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>The publisher's options.</summary>
    public PublishOptions ToPublishOptions() => new()
    {
        DataFolder = DataFolder,
        Site = Site,
        Classifier = Classifier,
        Pages = SitePages.All,
        Index = Engine,
    };

    /// <summary>The site's options.</summary>
    public SiteHostOptions ToHostOptions() => new()
    {
        DataFolder = DataFolder,
        Site = Site,
        Pages = SitePages.All,
        Engine = Engine,
    };
}

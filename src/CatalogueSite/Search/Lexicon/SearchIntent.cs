using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search.Lexicon;

/// <summary>What a query means beyond its words: when it holds a word of each list, tools of a capability or category are what is looked for.</summary>
/// <param name="Id">Kebab-case id.</param>
/// <param name="When">Lists of stems; one of each must be in the query.</param>
/// <param name="Capability">The capability that is meant, or none.</param>
/// <param name="Category">The category that is meant, or null.</param>
/// <param name="StandsIn">True when such a tool is a result even where its text holds none of the words.</param>
/// <param name="Weight">How much it lifts a result, 0 to 1.</param>
public sealed record SearchIntent(string Id, IReadOnlyList<IReadOnlySet<string>> When, Capabilities Capability, Category? Category, bool StandsIn, float Weight);

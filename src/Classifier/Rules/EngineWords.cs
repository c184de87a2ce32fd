namespace Catalogue.Classifier.Rules;

/// <summary>The ids of the few words that the engine itself asks for; −1 for one that no rule and no list knows.</summary>
/// <param name="names">The spelling of each word, by id.</param>
internal sealed class EngineWords(string[] names)
{
    public int Of { get; } = Array.IndexOf(names, "of");

    public int For { get; } = Array.IndexOf(names, "for");

    public int By { get; } = Array.IndexOf(names, "by");

    public int To { get; } = Array.IndexOf(names, "to");
}

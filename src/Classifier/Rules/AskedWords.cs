namespace Catalogue.Classifier.Rules;

/// <summary>The words and phrases, by id, that one rule asks for somewhere: among what an action acts on, or anywhere in the tool.</summary>
/// <param name="Any">One of these must be there.</param>
/// <param name="None">None of these may.</param>
/// <param name="Placed">One of these must be at a place of its own: the last word, or the name of a parameter.</param>
internal sealed record AskedWords(IReadOnlyList<int> Any, IReadOnlyList<int> None, IReadOnlyList<int> Placed)
{
    /// <summary>All of them.</summary>
    public IEnumerable<int> All => [.. Any, .. None, .. Placed];
}

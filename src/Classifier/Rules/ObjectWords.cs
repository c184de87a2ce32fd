namespace Catalogue.Classifier.Rules;

/// <summary>The words and phrases, by id, that one rule asks for among what an action acts on.</summary>
/// <param name="Objects">One of these must be there.</param>
/// <param name="Unless">None of these may.</param>
/// <param name="Heads">One of these must be the last.</param>
internal sealed record ObjectWords(IReadOnlyList<int> Objects, IReadOnlyList<int> Unless, IReadOnlyList<int> Heads)
{
    /// <summary>All of them.</summary>
    public IEnumerable<int> All => [.. Objects, .. Unless, .. Heads];
}

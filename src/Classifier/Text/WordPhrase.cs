namespace Catalogue.Classifier.Text;

/// <summary>
/// Several words that mean one thing together (<c>tear down</c>, <c>credit card</c>).
/// Each slot holds the lemmas that do; before each slot but the first a number of other words may stand.
/// </summary>
internal sealed record WordPhrase(int Id, int[][] Slots, int[] Gaps)
{
    /// <summary>Whether it is two words, the second of which follows at once.</summary>
    public bool IsPair { get; } = Slots.Length == 2 && Gaps[1] == 0;
}

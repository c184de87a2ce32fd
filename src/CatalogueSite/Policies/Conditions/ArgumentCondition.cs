namespace Catalogue.Site.Policies.Conditions;

/// <summary>
/// A proposal that narrows one tool by its arguments: calls that pass every test get one decision, every other call the
/// outcome that is stricter. Off unless the reader asks for it.
/// </summary>
/// <param name="Tests">The tests; all must pass.</param>
/// <param name="Inside">What is decided about a call that passes.</param>
public sealed record ArgumentCondition(IReadOnlyList<ArgumentTest> Tests, Decision Inside)
{
    /// <summary>True where a value is for the reader to replace before the file does anything useful.</summary>
    public bool Placeholder => Tests.Any(test => test.Placeholder);
}

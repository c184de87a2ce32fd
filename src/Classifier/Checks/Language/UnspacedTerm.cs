namespace Catalogue.Classifier.Checks.Language;

/// <summary>A term of a script that sets no spaces between words.</summary>
/// <param name="Text">Its folded characters.</param>
/// <param name="Concepts">What it can mean.</param>
internal sealed record UnspacedTerm(string Text, ConceptSet Concepts);

namespace Catalogue.Classifier.Checks.Language;

/// <summary>One term of the lexicon, split into the words that must follow each other.</summary>
/// <param name="Words">Folded words; one that is a stem matches every word that begins with it.</param>
/// <param name="Stems">Whether the word at the same place is a stem.</param>
/// <param name="Prefix">A character that must stand before the first word (<c>.env</c>), or <c>'\0'</c>.</param>
/// <param name="Concepts">What the term can mean.</param>
internal sealed record LexiconTerm(string[] Words, bool[] Stems, char Prefix, ConceptSet Concepts);

namespace Catalogue.Classifier.Checks.Language;

/// <summary>Concepts that the scanner finds by their shape, and those that it acts on itself.</summary>
internal readonly struct SpecialConcepts(Lexicon lexicon)
{
    /// <summary>A web address.</summary>
    public ConceptSet Url { get; } = lexicon.Concept("url");

    /// <summary>An e-mail address.</summary>
    public ConceptSet Email { get; } = lexicon.Concept("email");

    /// <summary>A name with an underscore or an inner capital.</summary>
    public ConceptSet Identifier { get; } = lexicon.Concept("identifier");

    /// <summary>A word that begins a new clause (but, unless).</summary>
    public ConceptSet Break { get; } = lexicon.Concept("break");
}

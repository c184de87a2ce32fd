namespace Catalogue.Classifier.Checks;

/// <summary>A check that looks for wordings; the engine finds them and asks whether the place counts.</summary>
internal abstract class PhraseCheck : FindingCheck
{
    /// <summary>The wordings.</summary>
    public abstract IReadOnlyList<Phrase> Phrases { get; }

    /// <summary>Whether a match counts where it stands.</summary>
    public virtual bool Counts(in PhraseMatch match) => true;
}

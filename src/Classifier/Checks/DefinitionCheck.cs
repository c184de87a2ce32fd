namespace Catalogue.Classifier.Checks;

/// <summary>A check that looks at a definition as a whole, after its texts were read.</summary>
internal abstract class DefinitionCheck : FindingCheck
{
    /// <summary>Notes what it finds.</summary>
    public abstract void Run(CheckRun run);
}

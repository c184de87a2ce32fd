namespace Catalogue.Classifier.Checks;

/// <summary>A check that looks at the characters of one reading of one text; it runs after the wordings were looked for.</summary>
internal abstract class TextCheck : FindingCheck
{
    /// <summary>Notes what it finds.</summary>
    public abstract void Run(CheckRun run, TextView view);
}

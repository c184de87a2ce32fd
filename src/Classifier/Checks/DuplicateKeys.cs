using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Checks;

/// <summary>Objects that name a key twice, which different readers understand differently.</summary>
internal sealed class DuplicateKeys : DefinitionCheck
{
    private const int Most = 5;

    /// <inheritdoc/>
    public override FindingClass Class => FindingClass.Hygiene;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "duplicate-keys", "Duplicate keys", RiskLevel.Medium,
        "an object of the definition that names the same key twice",
        "JSON does not say which of two equal keys counts: one reader shows the first, another gives the model the last. What was approved "
        + "is then not what is used.",
        [], [], ["Hand-written schemas with a key pasted twice."], FindingClass.Hygiene);

    /// <inheritdoc/>
    public override string Message => "An object names this key twice; readers differ in which one counts.";

    /// <inheritdoc/>
    public override void Run(CheckRun run)
    {
        if (!run.Reader.HasDuplicateKeys) return;
        var noted = 0;
        foreach (var index in run.Reader.DuplicateKeys())
        {
            run.Note(new Signal(this, RiskLevel.Medium, index, 0, run.Reader.Fields[index].Length, null, false));
            if (++noted == Most) return;
        }
    }
}

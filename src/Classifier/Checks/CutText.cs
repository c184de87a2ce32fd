using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Checks;

/// <summary>Definitions so large, deep or broken that a part of them was not read.</summary>
internal sealed class CutText : DefinitionCheck
{
    /// <inheritdoc/>
    public override FindingClass Class => FindingClass.Hygiene;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "cut-text", "Text that was cut", RiskLevel.Medium,
        "a definition that is larger or deeper than what is read, or a part of it that is no JSON",
        "What was not read cannot be vouched for: a payload behind a quarter of a million characters is a payload. No honest tool needs that much.",
        [], [], kind: FindingClass.Hygiene);

    /// <inheritdoc/>
    public override string Message => "The definition is too large, too deep or broken: a part of it was not read.";

    /// <inheritdoc/>
    public override void Run(CheckRun run)
    {
        if (!run.Reader.Cut && !run.Cut || run.Reader.Fields.IsEmpty) return;
        run.Note(new Signal(this, RiskLevel.Medium, run.Reader.Fields.Length - 1, 0, 0, null, false));
    }
}

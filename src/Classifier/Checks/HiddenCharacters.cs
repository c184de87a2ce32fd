using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Characters that cannot be seen where no script or emoji needs them.</summary>
internal sealed class HiddenCharacters : TextCheck
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "hidden-characters", "Hidden characters", RiskLevel.High,
        "zero-width characters, tag characters, rows of variation selectors, stray controls outside the scripts and emoji that need them",
        "Characters without a width break words so that filters miss them, and can carry whole messages that only a model reads: tag "
        + "characters are a second, invisible alphabet. Emoji and Arabic, Persian and Indic words need some of them and are left alone.",
        ["util: Helper with a hid\u200Bden character."],
        ["flag: Raises the flag \U0001F3F3\uFE0F\u200D\U0001F308."],
        ["Text pasted from web pages can carry a soft hyphen or a zero-width space by accident."]);

    /// <inheritdoc/>
    public override string Message => "The text holds characters that cannot be seen.";

    /// <inheritdoc/>
    public override void Run(CheckRun run, TextView view)
    {
        if (view.Fold is null || view.Run is not null) return;
        foreach (var found in view.Fold.Invisible)
        {
            if (found.Harmless || found.Kind is InvisibleKind.Bidirectional) continue;
            if (found.Kind == InvisibleKind.Control && view.HasEscapeAt(found)) continue;
            run.Note(new Signal(this, SeverityOf(found), view.Field, found.Start, found.Length, found.Hidden is null ? null : CheckRun.Excerpt(found.Hidden), found.Hidden is not null));
        }
    }

    private static RiskLevel SeverityOf(in InvisibleRun found) => found.Kind switch
    {
        _ when found.Hidden is not null => RiskLevel.High,
        InvisibleKind.Tag => RiskLevel.High,
        InvisibleKind.VariationSelector => found.Length > 3 ? RiskLevel.High : RiskLevel.Low,
        InvisibleKind.ZeroWidth => RiskLevel.Medium,
        InvisibleKind.Control => RiskLevel.Medium,
        _ => RiskLevel.Low,
    };
}

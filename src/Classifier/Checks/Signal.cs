using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Checks;

/// <summary>What a check noted, before the signals of a definition are weighed together.</summary>
/// <param name="Check">The check.</param>
/// <param name="Severity">How bad it is by itself.</param>
/// <param name="Field">Index of the field.</param>
/// <param name="Start">Offset in the field.</param>
/// <param name="Length">Length in the field.</param>
/// <param name="Decoded">What the span decodes to, or null.</param>
/// <param name="Hidden">Whether people do not see the text where it stands.</param>
/// <param name="Pattern">The wording that matched, or null.</param>
internal sealed record Signal(FindingCheck Check, RiskLevel Severity, int Field, int Start, int Length, string? Decoded, bool Hidden, string? Pattern = null)
{
    /// <summary>Offset behind the last character.</summary>
    public int End => Start + Length;
}

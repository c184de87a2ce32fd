using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Checks;

/// <summary>One wording that a check looks for, in the notation of <see cref="Language.ConceptPattern"/>.</summary>
/// <param name="Pattern">The sequence of concepts.</param>
/// <param name="Severity">How bad it is by itself.</param>
/// <param name="Excusable">Whether a negation or a security tool's subject in the same clause can explain it away.</param>
/// <param name="Flag">Whether it is the usual description of a flag when a parameter's description begins with it: then Low.</param>
/// <param name="VerbFinal">Whether it is the order of words of languages that put the verb last: only outside the Latin script.</param>
internal sealed record Phrase(string Pattern, RiskLevel Severity, bool Excusable = true, bool Flag = false, bool VerbFinal = false);

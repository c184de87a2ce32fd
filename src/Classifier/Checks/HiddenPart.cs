namespace Catalogue.Classifier.Checks;

/// <summary>A part of a text that a person does not see where it is shown, in scanned characters.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">One past its last.</param>
internal readonly record struct HiddenPart(int Start, int End);

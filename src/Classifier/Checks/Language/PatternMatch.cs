namespace Catalogue.Classifier.Checks.Language;

/// <summary>Where a pattern matched: its first and last hit.</summary>
/// <param name="First">Index of the first hit.</param>
/// <param name="Last">Index of the last hit.</param>
internal readonly record struct PatternMatch(int First, int Last);

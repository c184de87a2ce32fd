namespace Catalogue.Classifier.Judging;

/// <summary>Some tokens in a row.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct TokenRange(int Start, int End);

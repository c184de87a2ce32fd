namespace Catalogue.Classifier.Judging;

/// <summary>A phrase found in the tokens.</summary>
/// <param name="Id">Its id.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
internal readonly record struct PhraseHit(int Id, int First, int Last);

using Catalogue.Classifier.Model;

namespace Catalogue.Site.Reviews;

/// <summary>What a person decided about one definition after reading it. It stands beside the computed verdict, never in its place.</summary>
/// <param name="Server">Canonical server name.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Definition"><c>sha256:…</c> of the definition that was read; the review lapses when it changes.</param>
/// <param name="Category">The category by the reviewer.</param>
/// <param name="Risk">The risk by the reviewer.</param>
/// <param name="Reason">Why, in plain English.</param>
/// <param name="Date">The day of the review.</param>
public sealed record Review(string Server, string Tool, string Definition, Category Category, RiskLevel Risk, string Reason, DateOnly Date);

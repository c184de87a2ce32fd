using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier;

/// <summary>A rule that looked at something the tool says and did not fire.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Where">The words it looked at.</param>
/// <param name="Why">Why it did not fire, in plain English.</param>
public sealed record AlmostFired(RuleInfo Rule, Span Where, string Why);

/// <summary>A verdict with what almost came of it: for people who write rules.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Fired">The rules behind its evidence and counter-evidence, by id.</param>
/// <param name="Almost">Rules that looked and did not fire.</param>
public sealed record Explanation(Verdict Verdict, IReadOnlyList<RuleInfo> Fired, IReadOnlyList<AlmostFired> Almost);

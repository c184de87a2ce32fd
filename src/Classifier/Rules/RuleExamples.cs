namespace Catalogue.Classifier.Rules;

/// <summary>Runs the examples that rules bring with them.</summary>
public static class RuleExamples
{
    /// <summary>Every example of every rule that does not come out as its rule says: rule, example, what went wrong.</summary>
    public static IEnumerable<(RuleInfo Rule, string Example, string Problem)> Failures(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var classifier = new RiskClassifier(rules);
        return rules.Definitions.SelectMany(rule => Failures(classifier, rule).Select(failure => (rule.ToInfo(), failure.Example, failure.Problem)));
    }

    /// <summary>Refuses rules whose examples fail.</summary>
    /// <exception cref="RuleException">An example fails.</exception>
    internal static void Check(RuleSet set, IEnumerable<RuleDefinition> rules)
    {
        var classifier = new RiskClassifier(set);
        foreach (var rule in rules)
        {
            foreach (var (example, problem) in Failures(classifier, rule)) throw new RuleException(rule.File, rule.Line, $"rule '{rule.Id}': example '{example}' {problem}");
        }
    }

    private static IEnumerable<(string Example, string Problem)> Failures(RiskClassifier classifier, RuleDefinition rule)
    {
        foreach (var example in rule.Matches)
        {
            if (!Fires(classifier, rule, example)) yield return (example.Text, "should match, and does not");
        }
        foreach (var example in rule.Ignores)
        {
            if (Fires(classifier, rule, example)) yield return (example.Text, "should not match, and does");
        }
    }

    private static bool Fires(RiskClassifier classifier, RuleDefinition rule, RuleExample example)
    {
        var tool = ExampleTool.Parse(example.Text);
        var verdict = classifier.Assess(tool.Definition, tool.Context);
        return verdict.Evidence.Concat(verdict.CounterEvidence).Any(evidence => evidence.Rule == rule.Id);
    }
}

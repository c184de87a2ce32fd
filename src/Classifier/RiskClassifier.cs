using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier;

/// <summary>
/// The entry to the classifier: from a tool's definition and its server context to a verdict with its evidence.
/// Pure and safe to share between threads: no I/O, clock, network or randomness.
/// </summary>
public sealed class RiskClassifier
{
    private readonly RuleSet _rules;

    /// <summary>Creates a classifier over one rule set.</summary>
    public RiskClassifier(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
    }

    /// <summary>The verdict for one tool. Never throws for any definition, however broken.</summary>
    public Verdict Assess(ToolDefinition definition, ServerContext context)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(context);
        return new Verdict
        {
            Category = Category.Read,
            Risk = RiskLevel.Low,
            Confidence = Confidence.Low,
            Definition = DefinitionHash.Compute(definition),
            Context = "sha256:",
            RuleSet = _rules.Hash,
        };
    }

    /// <summary>Findings in a server's <c>instructions</c>, which reach the model as they are. Spans lie in field <c>instructions</c>.</summary>
    public IReadOnlyList<Finding> AssessInstructions(string instructions, ServerContext context)
    {
        ArgumentNullException.ThrowIfNull(instructions);
        return [];
    }
}

using Catalogue.Classifier.Model;

namespace Catalogue.Site.Policies;

/// <summary>
/// From a verdict to one decision: the first rule that fits. A verdict that no rule fits is denied,
/// so a table with a gap fails closed. The built-in table is <c>data/policy.yaml</c>.
/// </summary>
public sealed class DecisionTable
{
    private static readonly Decision NoRuleFits = new(DecisionKind.Deny, null, "no-rule", "No rule of the decision table fits it.");
    private static readonly Lazy<DecisionTable> BuiltIn = new(LoadBuiltIn);

    /// <summary>Creates a table.</summary>
    /// <param name="rules">The rules, in the order in which they are tried.</param>
    /// <param name="identity">What tells it from other tables: a hash of its text.</param>
    public DecisionTable(IReadOnlyList<DecisionRule> rules, string identity = "")
    {
        Rules = rules;
        Identity = identity;
    }

    /// <summary>The table that was built in.</summary>
    public static DecisionTable Default => BuiltIn.Value;

    /// <summary>The rules, in the order in which they are tried.</summary>
    public IReadOnlyList<DecisionRule> Rules { get; }

    /// <summary>What tells it from other tables: pages made with another one are made anew.</summary>
    public string Identity { get; }

    /// <summary>The decision for a tool with this verdict.</summary>
    public Decision Decide(Verdict verdict) =>
        Rules.FirstOrDefault(rule => rule.Fits(verdict))?.Decision ?? NoRuleFits;

    private static DecisionTable LoadBuiltIn()
    {
        const string resource = "policy.yaml";
        using var stream = typeof(DecisionTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The built-in {resource} is missing from the program.");
        using var reader = new StreamReader(stream);
        return DecisionTableFile.Parse("data/" + resource, reader.ReadToEnd());
    }
}

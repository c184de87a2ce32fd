using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Tests.Checks;

/// <summary>What holds for every check: its examples, and how tests ask for its findings.</summary>
public abstract class CheckTests
{
    internal static readonly RiskClassifier Classifier = new(RuleSet.LoadEmbedded());

    /// <summary>The check's class.</summary>
    protected abstract Type Check { get; }

    /// <summary>The check's id.</summary>
    protected abstract string Id { get; }

    [Fact]
    public void Its_id_is_its_name() => Info.Id.ShouldBe(string.Concat(Check.Name.Select((c, at) => at > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));

    [Fact]
    public void It_finds_its_examples()
    {
        foreach (var example in Info.Matches) All(example.Text).ShouldContain(finding => finding.Rule == Id, example.Text);
    }

    [Fact]
    public void It_leaves_its_counter_examples_alone()
    {
        foreach (var example in Info.Ignores) All(example.Text).ShouldNotContain(finding => finding.Rule == Id, example.Text);
    }

    [Fact]
    public void Its_page_says_what_and_why()
    {
        Info.Title.Length.ShouldBeGreaterThan(5);
        Info.MatchesWhat.Length.ShouldBeGreaterThan(20);
        Info.Why.Length.ShouldBeGreaterThan(80);
        Info.Topic.ShouldBe("checks");
    }

    internal static IReadOnlyList<Finding> All(ToolDefinition tool, params string[] siblings) =>
        Classifier.Assess(tool, new ServerContext("sample", [tool.Name, .. siblings])).Findings;

    internal static IReadOnlyList<Finding> All(string example)
    {
        var tool = ExampleTool.Parse(example);
        return All(tool.Definition);
    }

    internal static IEnumerable<string> Ids(ToolDefinition tool, params string[] siblings) => All(tool, siblings).Select(finding => finding.Rule);

    /// <summary>The one finding of this check.</summary>
    protected Finding Single(string example) => All(example).Where(finding => finding.Rule == Id).ShouldHaveSingleItem();

    /// <summary>No finding of this check.</summary>
    protected void None(string example) => All(example).ShouldNotContain(finding => finding.Rule == Id, example);

    private RuleInfo Info => RuleSet.LoadEmbedded().Rules.Single(rule => rule.Id == Id);
}

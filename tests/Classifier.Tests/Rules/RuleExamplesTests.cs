using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Tests.Rules;

public sealed class RuleExamplesTests
{
    [Fact]
    public void Every_example_of_every_rule_comes_out_as_its_rule_says() =>
        RuleExamples.Failures(RuleSet.LoadEmbedded()).Select(failure => $"{failure.Rule.Id}: '{failure.Example}' {failure.Problem}").ShouldBeEmpty();

    [Fact]
    public void An_example_that_fails_is_told()
    {
        var error = Should.Throw<RuleException>(() => RuleSet.Load([("mine.yaml", Rule("matches: [keep_file]", "verb: [frobnicate]"))]));
        error.Message.ShouldBe("mine.yaml:2: rule 'verb-frobnicate': example 'keep_file' should match, and does not");
        Should.Throw<RuleException>(() => RuleSet.Load([("mine.yaml", Rule("matches: [frobnicate_file]\n    ignores: [frobnicate_disk]", "verb: [frobnicate]"))]))
            .Message.ShouldContain("'frobnicate_disk' should not match, and does");
    }

    private static string Rule(string examples, string matcher) =>
        $"rules:\n  - id: verb-frobnicate\n    title: Frobnicates\n    for: Destructive\n    weight: 90\n    {matcher}\n    why: It does.\n    {examples}\n";
}

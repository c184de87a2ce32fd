using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Tests.Rules;

public sealed class RuleSetTests
{
    private const string Good = """
        rules:
          - id: verb-frobnicate
            title: Frobnicates
            for: Destructive
            weight: 90
            verb: [frobnicate]
            why: It does.
            matches: [frobnicate_file]
        """;

    [Fact]
    public void A_file_of_ones_own_adds_rules()
    {
        var set = RuleSet.Load([("mine.yaml", Good)]);
        set.Hash.ShouldNotBe(RuleSet.LoadEmbedded().Hash);
        set.Rules.ShouldContain(rule => rule.Id == "verb-frobnicate" && rule.Topic == "mine" && rule.Kind == RuleKind.Category && rule.For == "Destructive");
        new RiskClassifier(set).Assess(new ToolDefinition { Name = "disk.frobnicate" }, ServerContext.None).Category.ShouldBe(Category.Destructive);
        new RiskClassifier(RuleSet.LoadEmbedded()).Assess(new ToolDefinition { Name = "disk.frobnicate" }, ServerContext.None).Category.ShouldBe(Category.Read);
    }

    [Fact]
    public void A_file_of_the_same_name_takes_the_place_of_the_built_in_one()
    {
        var set = RuleSet.Load([("financial.yaml", "lists:\n  crypto: [token]\n  trading: [stock]\n  commerce: [shop]\nrules: []\n")]);
        set.Rules.ShouldNotContain(rule => rule.Topic == "financial");
        set.Rules.ShouldContain(rule => rule.Topic == "destructive");
    }

    [Fact]
    public void Rules_are_listed_by_id_with_all_that_a_page_needs()
    {
        var rules = RuleSet.LoadEmbedded().Rules;
        rules.Select(rule => rule.Id).ShouldBe(rules.Select(rule => rule.Id).Order(StringComparer.Ordinal));
        rules.Select(rule => rule.Id).ShouldBeUnique();
        rules.ShouldAllBe(rule => rule.Title.Length > 0 && rule.Why.Length > 20 && rule.MatchesWhat.Length > 0);
        rules.ShouldContain(rule => rule.Kind == RuleKind.Counter);
        rules.ShouldContain(rule => rule.Kind == RuleKind.Capability);
        rules.ShouldContain(rule => rule.Kind == RuleKind.Finding);
    }

    [Theory]
    [InlineData("  - id: x\n    for: Write\n    titel: T\n", 2, "'title' is missing")]
    [InlineData("  - id: x\n    title: T\n    for: Write\n    weight: 90\n    verb: [a]\n    why: W\n    matches: [a]\n    colour: red\n", 9, "unknown key 'colour' in a rule; allowed: against, annotation,")]
    [InlineData("  - id: Bad Id\n    title: T\n", 2, "not kebab-case")]
    [InlineData("  - id: x\n    title: T\n    for: Wrong\n", 4, "neither a category (Read, Write, Execute, Financial, Destructive) nor a capability (reads-private-data,")]
    [InlineData("  - id: x\n    title: T\n    for: Write\n    weight: 101\n", 5, "not a whole number from 1 to 100")]
    [InlineData("  - id: x\n    title: T\n    for: Write\n    weight: 9\n    verb: {a: b}\n", 6, "'verb' must be a list of texts")]
    [InlineData("  - id: x\n    title: T\n    for: Write\n    weight: 9\n    why: W\n    matches: [a]\n", 2, "matches nothing")]
    [InlineData("  - id: x\n    title: T\n    for: Write\n    weight: 9\n    why: W\n    verb: [a]\n", 2, "has no example")]
    [InlineData("  - id: x\n    title: T\n    for: Write\n    weight: 9\n    why: W\n    verb: [$nolist]\n    matches: [a]\n", 2, "there is no word list '$nolist'")]
    [InlineData("  - id: x\n    title: T\n    for: Write\n    weight: 9\n    why: W\n    verb: [Shout]\n    matches: [a]\n", 2, "not a lower-case word")]
    [InlineData("  - id: verb-delete\n    title: T\n    for: Write\n    weight: 9\n    why: W\n    verb: [a]\n    matches: [a]\n", 2, "stands already in destructive.yaml:")]
    [InlineData("  - id: x\n    title: T\n    title: U\n", 4, "stands in line 3 already")]
    [InlineData("  - id: x\n   title: T\n", 3, "not YAML")]
    public void A_broken_rule_is_refused_with_file_line_and_what_is_allowed(string rules, int line, string message)
    {
        var error = Should.Throw<RuleException>(() => RuleSet.Load([("mine.yaml", "rules:\n" + rules)]));
        error.Message.ShouldContain(message);
        (error.File, error.Line).ShouldBe(("mine.yaml", line));
    }

    [Fact]
    public void A_key_of_the_file_itself_is_checked_too() =>
        Should.Throw<RuleException>(() => RuleSet.Load([("mine.yaml", "rulez: []\n")])).Message.ShouldBe("mine.yaml:1: unknown key 'rulez' in a rule file; allowed: aliases, lists, rules");
}

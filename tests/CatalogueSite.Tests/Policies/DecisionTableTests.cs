using Catalogue.Classifier.Model;
using Catalogue.Crawler.Files;
using Catalogue.Site.Policies;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Policies;

public sealed class DecisionTableTests
{
    private static readonly Verdict Reader = Assessed.Server("a/b", Assessed.Tool("x")).Tools[0].Verdict with { Category = Category.Read, Risk = RiskLevel.Low, Confidence = Confidence.High };

    [Theory]
    [InlineData(Category.Destructive, RiskLevel.Critical, DecisionKind.Hide, null)]
    [InlineData(Category.Financial, RiskLevel.Critical, DecisionKind.Ask, null)]
    [InlineData(Category.Execute, RiskLevel.Critical, DecisionKind.Ask, 10)]
    [InlineData(Category.Write, RiskLevel.High, DecisionKind.Ask, null)]
    [InlineData(Category.Write, RiskLevel.Medium, DecisionKind.Limit, 30)]
    [InlineData(Category.Read, RiskLevel.Low, DecisionKind.Allow, null)]
    public void The_built_in_table_decides_by_category_and_risk(Category category, RiskLevel risk, DecisionKind kind, int? perMinute)
    {
        var decision = DecisionTable.Default.Decide(Reader with { Category = category, Risk = risk });
        decision.Kind.ShouldBe(kind);
        decision.PerMinute.ShouldBe(perMinute);
        decision.Because.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_reader_is_asked_about_when_it_handles_credentials_or_is_unsure_or_only_claims_to_read()
    {
        DecisionTable.Default.Decide(Reader with { Capabilities = Capabilities.HandlesCredentials }).Kind.ShouldBe(DecisionKind.Ask);
        DecisionTable.Default.Decide(Reader with { Confidence = Confidence.Low }).Kind.ShouldBe(DecisionKind.Ask);
        DecisionTable.Default.Decide(Reader with { ReaderByClaimOnly = true }).Kind.ShouldBe(DecisionKind.Ask);
    }

    [Theory]
    [InlineData(RiskLevel.High, DecisionKind.Hide)]
    [InlineData(RiskLevel.Critical, DecisionKind.Hide)]
    [InlineData(RiskLevel.Medium, DecisionKind.Allow)]
    public void A_grave_finding_hides_even_a_reader(RiskLevel severity, DecisionKind kind)
    {
        var finding = new Finding("some-rule", FindingClass.Poisoning, severity, new Span("description", 0, 1, "x"), "Something is wrong.");
        DecisionTable.Default.Decide(Reader with { Findings = [finding] }).Kind.ShouldBe(kind);
    }

    [Fact]
    public void A_verdict_that_no_rule_fits_is_denied() =>
        DecisionTableFile.Parse("t.yaml", "version: 1\nrules:\n  - { id: a, when: { category: Write }, decide: allow, because: x }\n")
            .Decide(Reader).Kind.ShouldBe(DecisionKind.Deny);

    [Theory]
    [InlineData("version: 2\nrules: []\n", "t.yaml, line 1: version must be 1.")]
    [InlineData("version: 1\nrules: []\n", "t.yaml, line 2: 'rules' must be a list")]
    [InlineData("version: 1\nrules:\n  - id: a\n    decide: ask\n    because: x\n    wen: {}\n", "t.yaml, line 6: unknown key 'wen'; allowed here: because, decide, id, per-minute, when.")]
    [InlineData("version: 1\nrules:\n  - id: a\n    when: { category: Red }\n    decide: ask\n    because: x\n", "t.yaml, line 4: 'category' must be one of Read, Write")]
    [InlineData("version: 1\nrules:\n  - id: a\n    when: { capability: fly }\n    decide: ask\n    because: x\n", "t.yaml, line 4: 'fly' is not a capability")]
    [InlineData("version: 1\nrules:\n  - id: a\n    decide: limit\n    because: x\n", "t.yaml, line 4: a limit needs 'per-minute'.")]
    [InlineData("version: 1\nrules:\n  - id: a\n    decide: perhaps\n    because: x\n", "t.yaml, line 4: 'decide' must be one of allow, limit")]
    [InlineData("version: 1\nrules:\n  - { id: a, decide: ask, because: x }\n  - { id: a, decide: ask, because: x }\n", "t.yaml, line 4: the id 'a' is used twice.")]
    [InlineData("version: [\n", "t.yaml, line")]
    public void A_broken_table_says_where_and_what_is_allowed(string text, string message) =>
        Should.Throw<FileContentException>(() => DecisionTableFile.Parse("t.yaml", text)).Message.ShouldStartWith(message);
}

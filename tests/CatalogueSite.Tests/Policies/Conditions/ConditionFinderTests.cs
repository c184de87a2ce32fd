using Catalogue.Classifier.Model;
using Catalogue.Crawler.Files;
using Catalogue.Site.Policies;
using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Policies.Conditions;

public sealed class ConditionFinderTests
{
    private static readonly ConditionFinder Finder = new(ConditionWords.Default, DecisionTable.Default);

    [Theory]
    [InlineData("""{"action":{"type":"string","enum":["list","get","delete","get_and_delete"]}}""", Category.Destructive, "action is list or get")]
    [InlineData("""{"httpMethod":{"enum":["GET","HEAD","POST","DELETE"]}}""", Category.Execute, "httpMethod is GET or HEAD")]
    [InlineData("""{"subCommand":{"enum":["listRuns","startRun","showLog"]}}""", Category.Execute, "subCommand is listRuns or showLog")]
    [InlineData("""{"action":{"enum":["list","drop"]},"mode":{"enum":["read","write"]}}""", Category.Destructive, "action is list and mode is read")]
    [InlineData("""{"dry_run":{"type":"boolean"},"action":{"enum":["list","drop"]}}""", Category.Destructive, "dry_run is true")]
    [InlineData("""{"allowWrite":{"type":"boolean"}}""", Category.Execute, "allowWrite is false")]
    public void A_mode_or_switch_of_the_schema_narrows_a_tool(string properties, Category category, string says)
    {
        var condition = Find(properties, category).ShouldNotBeNull();
        ConditionSentences.Of(condition).ShouldBe(says);
        condition.Inside.Kind.ShouldBe(DecisionKind.Allow);
        condition.Placeholder.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"action":{"enum":["create","delete"]}}""")]
    [InlineData("""{"action":{"enum":["list","get"]}}""")]
    [InlineData("""{"action":{"enum":["list","drop"]},"mode":{"enum":["append","replace"]}}""")]
    [InlineData("""{"action":{"enum":["list","drop"]},"sql":{"type":"string"}}""")]
    [InlineData("""{"action":{"enum":["list",7,"drop"]}}""")]
    [InlineData("""{"action":{"type":"string"}}""")]
    [InlineData("""{"my action":{"enum":["list","drop"]}}""")]
    [InlineData("""{"a.action":{"enum":["list","drop"]}}""")]
    [InlineData("""{"action":{"enum":["list\nall","drop"]}}""")]
    [InlineData("""{"dry_run":{"type":"string"}}""")]
    [InlineData("""{"action":{"enum":"list"}}""")]
    [InlineData("[1]")]
    public void A_schema_that_does_not_tell_harmless_values_apart_proposes_nothing(string properties) => Find(properties, Category.Destructive).ShouldBeNull();

    [Theory]
    [InlineData("updateResponse", false)]
    [InlineData("manage_response", true)]
    public void A_tool_that_is_named_for_a_harmful_act_has_no_harmless_mode(string name, bool proposed)
    {
        var tool = Assessed.Server("a/b", Assessed.Tool(name, inputSchema: """{"type":"object","properties":{"method":{"enum":["GET","POST"]}}}"""))
            .WithVerdict(name, verdict => verdict with { Category = Category.Execute, Risk = RiskLevel.High, Confidence = Confidence.High, Capabilities = Capabilities.None, Findings = [], ReaderByClaimOnly = false }).Tools[0];
        (Finder.Find(tool, DecisionTable.Default.Decide(tool.Verdict)) is not null).ShouldBe(proposed);
    }

    [Fact]
    public void Findings_credentials_and_doubt_leave_nothing_to_narrow()
    {
        const string properties = """{"action":{"enum":["list","drop"]}}""";
        Find(properties, Category.Destructive, verdict => verdict with { Findings = [new Finding("some-rule", FindingClass.Poisoning, RiskLevel.High, new Span("description", 0, 1, "x"), "x")] }).ShouldBeNull();
        Find(properties, Category.Destructive, verdict => verdict with { Capabilities = Capabilities.HandlesCredentials }).ShouldBeNull();
        Find(properties, Category.Destructive, verdict => verdict with { Confidence = Confidence.Low }).ShouldBeNull();
    }

    [Fact]
    public void An_amount_gets_a_ceiling_that_is_marked_as_a_placeholder()
    {
        var condition = Find("""{"amount":{"type":"number"},"to":{"type":"string"}}""", Category.Financial, required: "amount").ShouldNotBeNull();
        ConditionSentences.Of(condition).ShouldBe("amount is at most 1");
        condition.Placeholder.ShouldBeTrue();
        Find("""{"amount":{"type":"number"}}""", Category.Financial).ShouldBeNull("an amount that may be left out has a default nobody knows");
        Find("""{"amount":{"type":"string"}}""", Category.Financial, required: "amount").ShouldBeNull();
        Find("""{"amount":{"type":"number"},"budget":{"type":"number"}}""", Category.Financial, required: "amount").ShouldBeNull();
    }

    [Fact]
    public void A_path_is_kept_under_a_folder_that_is_a_placeholder_where_every_path_must_be_given()
    {
        var condition = Find("""{"filePath":{"type":"string"}}""", Category.Write, Files, "filePath").ShouldNotBeNull();
        ConditionSentences.Of(condition).ShouldBe("filePath lies under /REPLACE/WITH/YOUR/FOLDER/");
        condition.Inside.Kind.ShouldBe(DecisionKind.Limit);
        Find("""{"source":{"type":"string"},"destination":{"type":"string"}}""", Category.Write, Files, "source").ShouldBeNull();
        Find("""{"filePath":{"type":"string"}}""", Category.Destructive, Files, "filePath").ShouldBeNull("a folder does not make deleting harmless");

        static Verdict Files(Verdict verdict) => verdict with { Capabilities = Capabilities.AccessesFilesystem };
    }

    [Theory]
    [InlineData("version: 2\n", "c.yaml, line 1: version must be 1.")]
    [InlineData("version: 1\nmodes: { arguments: [action], harmless: [get], harmful: [Put] }\n", "c.yaml, line")]
    public void A_broken_list_says_where_and_what_is_allowed(string text, string message) =>
        Should.Throw<FileContentException>(() => ConditionWordsFile.Parse("c.yaml", text)).Message.ShouldStartWith(message);

    private static ArgumentCondition? Find(string properties, Category category, Func<Verdict, Verdict>? change = null, string? required = null)
    {
        var risk = category switch { Category.Write => RiskLevel.Medium, Category.Execute => RiskLevel.High, _ => RiskLevel.Critical };
        var schema = $$"""{"type":"object","properties":{{properties}}{{(required is null ? "" : $",\"required\":[\"{required}\"]")}}}""";
        var tool = Assessed.Server("a/b", Assessed.Tool("thing", inputSchema: schema))
            .WithVerdict("thing", verdict => (change ?? (same => same))(verdict with { Category = category, Risk = risk, Confidence = Confidence.High, Capabilities = Capabilities.None, Findings = [], ReaderByClaimOnly = false })).Tools[0];
        return Finder.Find(tool, DecisionTable.Default.Decide(tool.Verdict));
    }
}

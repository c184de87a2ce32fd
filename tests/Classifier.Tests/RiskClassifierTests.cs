using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Tests;

public sealed class RiskClassifierTests
{
    private static readonly RiskClassifier Classifier = new(RuleSet.LoadEmbedded());

    [Fact]
    public void The_tool_that_removes_backgrounds_is_destructive_critical_and_contested()
    {
        var verdict = Classifier.Assess(
            new ToolDefinition { Name = "imageBackgroundRemoval", Description = "Takes a picture and removes the background of the image, with alpha matting where it is wanted." },
            new ServerContext("Mcp Runware", ["imageBackgroundRemoval", "imageUpload"]));
        verdict.Category.ShouldBe(Category.Destructive);
        verdict.Risk.ShouldBe(RiskLevel.Critical);
        verdict.Confidence.ShouldBe(Confidence.Medium);
        verdict.Contested.ShouldBeTrue();
        verdict.Capabilities.ShouldBe(Capabilities.Deletes);
        verdict.Evidence[^1].ShouldBe(new Evidence("verb-remove", "Destructive", 90, new Span("name", 15, 7, "Removal")));
        verdict.CounterEvidence.ShouldContain(evidence => evidence.Rule == "counter-image-editing" && evidence.Where.Field == "description");
    }

    [Theory]
    [InlineData("encode_url(url): Encodes a URL.", "accesses-any-url", "url", "something around it speaks of an exception")]
    [InlineData("fetch_picture(small_url_hint): Fetches a picture.", "accesses-any-url", "url", "the parameter is named for more than that")]
    public void An_explanation_tells_which_condition_a_rule_of_words_or_parameters_missed(string tool, string rule, string text, string why)
    {
        var example = ExampleTool.Parse(tool);
        var missed = new RiskClassifier(RuleSet.LoadEmbedded()).Explain(example.Definition, example.Context).Almost.Where(one => one.Rule.Id == rule).ShouldHaveSingleItem();
        (missed.Where.Text, missed.Why).ShouldBe((text, why));
    }

    [Theory]
    [InlineData("Gets https://example.com/\uFFFE\u00E9 and more")]
    [InlineData("Gets x@y\uFFFE\uD83D\uDE00 and more")]
    [InlineData("Gets https://example.com/\uD83D\u00E9 and more")]
    public void Characters_that_are_none_do_not_stop_it(string description) =>
        Classifier.Assess(new ToolDefinition { Name = "get_x", Description = description }, ServerContext.None).Category.ShouldBe(Category.Read);
}

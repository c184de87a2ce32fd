using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class CutTextTests : CheckTests
{
    protected override Type Check => typeof(CutText);

    protected override string Id => "cut-text";

    [Fact]
    public void A_description_of_ten_megabytes_is_cut_and_says_so()
    {
        var finding = All(new ToolDefinition { Name = "t", Description = new string('a', 10_000_000) }).Single(f => f.Rule == "cut-text");
        finding.Severity.ShouldBe(RiskLevel.Medium);
    }

    [Fact]
    public void An_ordinary_description_is_not_cut() => All("t: Trims text.").ShouldBeEmpty();
}

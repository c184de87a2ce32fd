using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class DuplicateKeysTests : CheckTests
{
    protected override Type Check => typeof(DuplicateKeys);

    protected override string Id => "duplicate-keys";

    [Fact]
    public void The_repeated_key_is_pointed_at()
    {
        var tool = new ToolDefinition { Name = "t", InputSchema = """{"type":"object","properties":{"a":{},"a":{"description":"x"}}}"""u8.ToArray() };
        var finding = All(tool).Single(f => f.Rule == "duplicate-keys");
        finding.Where.Text.ShouldBe("a");
        finding.Where.InKey.ShouldBeTrue();
        finding.Class.ShouldBe(FindingClass.Hygiene);
    }
}

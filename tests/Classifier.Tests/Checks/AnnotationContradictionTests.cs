using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class AnnotationContradictionTests : CheckTests
{
    protected override Type Check => typeof(AnnotationContradiction);

    protected override string Id => "annotation-contradiction";

    [Fact]
    public void A_deleting_tool_that_calls_itself_read_only_is_noted_on_the_hint()
    {
        var finding = Single("@readOnlyHint=true delete_row: Deletes a row");
        finding.Where.Field.ShouldBe("annotations/readOnlyHint");
        finding.Where.Text.ShouldBe("true");
    }

    [Fact]
    public void Both_hints_at_once_contradict_each_other() => Single("@readOnlyHint=true @destructiveHint=true rows: Rows").Severity.ShouldBe(RiskLevel.Low);
}

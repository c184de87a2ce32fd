using Catalogue.Classifier.Model;
using Catalogue.Site.Reviews;

namespace Catalogue.Site.Tests.Reviews;

public sealed class ReviewLibraryTests
{
    private const string Hash = "sha256:b56fc355d007fded87f6936acb12d9f45c8e192fb28fbcd048e0fafd88cbfb1f";

    private const string Good = $"""
        - server: example/pictures
          tool: cutOut
          definition: {Hash}
          category: Write
          risk: Medium
          reason: Edits a copy; the original stays.
          date: 2026-01-31
        """;

    [Fact]
    public void Finds_the_review_of_exactly_this_definition()
    {
        var review = Load(Good).Find("example/pictures", "cutOut", Hash).ShouldNotBeNull();
        review.Category.ShouldBe(Category.Write);
        review.Risk.ShouldBe(RiskLevel.Medium);
        review.Date.ShouldBe(new DateOnly(2026, 1, 31));
    }

    [Fact]
    public void Lets_a_review_lapse_when_the_definition_changes() =>
        Load(Good).Find("example/pictures", "cutOut", Hash.Replace('b', 'c')).ShouldBeNull();

    [Theory]
    [InlineData("category: Write", "category: Harmless", 4, "one of: Read, Write, Execute, Financial, Destructive")]
    [InlineData("risk: Medium", "risk: 1", 5, "one of: Low, Medium, High, Critical")]
    [InlineData("date: 2026-01-31", "date: yesterday", 7, "2026-01-31")]
    [InlineData("reason:", "because:", 6, "unknown key 'because'")]
    [InlineData("  risk: Medium\n", "", 1, "'risk' is missing")]
    [InlineData("sha256:b5", "sha256:B5", 3, "64 hexadecimal digits")]
    [InlineData("  tool: cutOut", "  tool: [a]", 2, "'tool' wants a text")]
    public void Refuses_a_broken_file_with_its_line_and_what_is_allowed(string from, string to, int line, string says)
    {
        var error = Should.Throw<ReviewException>(() => Load(Good.Replace(from, to)));
        error.Line.ShouldBe(line);
        error.File.ShouldBe("a.yaml");
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void Refuses_two_reviews_of_one_definition() => Should.Throw<ReviewException>(() => Load(Good + "\n" + Good)).Message.ShouldContain("reviewed twice");

    [Fact]
    public void Takes_an_empty_file() => Load("# nothing yet\n").Count.ShouldBe(0);

    [Fact]
    public void Reads_what_is_built_in() => ReviewLibrary.LoadEmbedded().Count.ShouldBeGreaterThanOrEqualTo(0);

    private static ReviewLibrary Load(string yaml) => ReviewLibrary.Load([("a.yaml", yaml.ReplaceLineEndings("\n"))]);
}

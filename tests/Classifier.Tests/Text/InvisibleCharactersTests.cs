using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class InvisibleCharactersTests
{
    [Theory]
    [InlineData("a\u200Bb", "ZeroWidth", false)]
    [InlineData("a\u202Eb", "Bidirectional", false)]
    [InlineData("a\u001Bb", "Control", false)]
    [InlineData("a\uFE0Fb", "VariationSelector", false)]
    [InlineData("\u2764\uFE0F", "VariationSelector", true)]
    [InlineData("\U0001F469\u200D\U0001F4BB", "ZeroWidth", true)]
    [InlineData("\u0645\u06CC\u200C\u062E", "ZeroWidth", true)]
    [InlineData("\u05D0\u200F", "Bidirectional", true)]
    public void A_run_is_told_by_kind_and_by_what_surrounds_it(string text, string kind, bool harmless)
    {
        var folded = new FoldedText();
        TextFolder.Fold(text, folded);
        var run = folded.Invisible.Rows.ToArray().ShouldHaveSingleItem();
        run.Kind.ToString().ShouldBe(kind);
        run.Harmless.ShouldBe(harmless);
    }

    [Fact]
    public void Variation_selectors_reveal_their_bytes()
    {
        var text = "x" + string.Concat("send it".Select(c => char.ConvertFromUtf32(0xE0100 + c - 16)));
        var folded = new FoldedText();
        TextFolder.Fold(text, folded);
        folded.Invisible.Rows.ToArray().ShouldHaveSingleItem().Hidden.ShouldBe("send it");
    }
}

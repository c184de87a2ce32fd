using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class TextFolderTests
{
    [Theory]
    [InlineData("\uFF49\uFF47\uFF4E\uFF4F\uFF52\uFF45", "ignore")]
    [InlineData("\U0001D422\U0001D420\U0001D427\U0001D428\U0001D42B\U0001D41E", "ignore")]
    [InlineData("i\u0336g\u0336n\u0336o\u0336r\u0336e\u0336", "ignore")]
    [InlineData("\u0456gn\u043Er\u0435", "ignore")]
    [InlineData("ig\u200Bno\u00ADre", "ignore")]
    [InlineData("&#105;&#x67;nor&#101;", "ignore")]
    [InlineData("%69%67%6E%6Fre", "ignore")]
    [InlineData("\\u0069\\x67nore", "ignore")]
    [InlineData("\U0001F1EE\U0001F1EC\U0001F1F3\U0001F1F4\U0001F1F7\U0001F1EA", "ignore")]
    [InlineData("\u026A\u0262\u0274\u1D0F\u0280\u1D07", "ignore")]
    [InlineData("contrase\u00F1a", "contrasena")]
    [InlineData("M\u00DCNCHEN stra\u00DFe", "MUNCHEN strase")]
    [InlineData("\u0641\u0650\u064A", "\u0641\u064A")]
    public void Disguises_come_off(string text, string expected) => Fold(text).Chars.ToString().ShouldBe(expected);

    [Fact]
    public void What_is_no_character_becomes_the_replacement_sign() => Fold("\uD800x\uFFFF").Chars.ToString().ShouldBe("\uFFFDx\uFFFD");

    [Fact]
    public void Words_of_other_scripts_stay_what_they_are() => Fold("\u043C\u0438\u0440 \u4E16\u754C").Chars.ToString().ShouldBe("\u043C\u0438\u0440 \u4E16\u754C");

    [Fact]
    public void Every_folded_span_leads_back_to_its_original()
    {
        const string Text = "say \uFF49\u200Bgn&#111;re now";
        var folded = Fold(Text);
        var at = folded.Chars.IndexOf("ignore");
        var (start, length) = folded.Original(at, 6);
        Text.Substring(start, length).ShouldBe("\uFF49\u200Bgn&#111;re");
    }

    [Fact]
    public void What_was_undone_is_known()
    {
        var folded = Fold("a\u200Bb \uFF43 &#100; \u0435f");
        folded.FlagsOf(0, 2).ShouldBe(FoldFlags.Interrupted);
        folded.FlagsOf(3, 1).ShouldBe(FoldFlags.Styled);
        folded.FlagsOf(5, 1).ShouldBe(FoldFlags.Escaped);
        folded.FlagsOf(7, 2).ShouldBe(FoldFlags.Confusable);
    }

    private static FoldedText Fold(string text)
    {
        var folded = new FoldedText();
        TextFolder.Fold(text, folded);
        return folded;
    }
}

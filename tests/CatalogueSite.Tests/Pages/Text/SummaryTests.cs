using Catalogue.Site.Pages.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Catalogue.Site.Tests.Pages.Text;

public sealed class SummaryTests
{
    [Theory]
    [InlineData("Short.", "Short.")]
    [InlineData("  white \n\n space\t here ", "white space here")]
    [InlineData(null, "")]
    public void Leaves_what_fits(string? text, string expected) => Summary.Of(text).ShouldBe(expected);

    [Fact]
    public void Cuts_at_the_last_sentence_that_fits() =>
        Summary.Of("Finds mail by sender. Deletes it. Asks nobody about anything at all, ever.", 40).ShouldBe("Finds mail by sender. Deletes it.");

    [Theory]
    [InlineData("Takes files, e.g. pictures or letters, and moves them to the archive.", 30)]
    [InlineData("Reads version 1.2 of the file and compares it with what is stored there.", 30)]
    public void Does_not_take_an_abbreviation_or_a_number_for_the_end_of_a_sentence(string text, int limit)
    {
        var cut = Summary.Of(text, limit);
        cut.ShouldEndWith("…");
        text.ShouldStartWith(cut[..^1]);
    }

    [Fact]
    public void Takes_the_first_sentence_alone_when_asked() =>
        Summary.FirstSentence("Deletes a branch. Cannot be undone.").ShouldBe("Deletes a branch.");

    [Fact]
    public void Ends_a_sentence_of_a_script_without_spaces() => Summary.FirstSentence("删除所有文件和目录。无法恢复。").ShouldBe("删除所有文件和目录。");

    [Fact]
    public void Never_exceeds_its_limit_nor_cuts_a_character_in_two() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var cut = Summary.Of(text.Get + " 😀😀😀😀😀😀😀😀😀😀😀😀😀", 20);
            return cut.Length <= 20 && (cut.Length == 0 || !char.IsHighSurrogate(cut[^1]));
        }).QuickCheckThrowOnFailure();
}

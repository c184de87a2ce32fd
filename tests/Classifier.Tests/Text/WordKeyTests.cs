using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class WordKeyTests
{
    [Theory]
    [InlineData("delete", "DELETE", true)]
    [InlineData("delete", "deleted", false)]
    [InlineData("abcdefgh", "abcdefghi", false)]
    [InlineData("sixteenletters16", "SixteenLetters16", true)]
    [InlineData("a", "b", false)]
    public void Keys_are_equal_for_the_same_letters_in_any_case(string one, string other, bool same)
    {
        KeyOf(one).Is(KeyOf(other)).ShouldBe(same);
    }

    [Theory]
    [InlineData("")]
    [InlineData("seventeenletters1")]
    [InlineData("don't")]
    [InlineData("snake_case")]
    [InlineData("löschen")]
    public void A_word_that_is_long_or_holds_anything_else_has_none(string word) => WordKey.TryOf(word, out _).ShouldBeFalse();

    [Fact]
    public void The_first_letters_of_a_word_are_the_word_they_spell()
    {
        const string Word = "abcdefghijklmnop";
        for (var length = 1; length <= Word.Length; length++) KeyOf(Word).First(length).Is(KeyOf(Word[..length])).ShouldBeTrue($"{length}");
        KeyOf("abc").First(8).Is(KeyOf("abc")).ShouldBeTrue();
    }

    [Fact]
    public void A_table_finds_what_was_put_in_and_nothing_else_however_far_it_grew()
    {
        var table = new WordKeyTable<int>(1);
        for (var i = 1; i <= 5_000; i++) table[KeyOf($"word{i}")] = i;
        table.Count.ShouldBe(5_000);
        for (var i = 1; i <= 5_000; i++) (table.TryGet(KeyOf($"word{i}"), out var found) ? found : 0).ShouldBe(i);
        table.TryGet(KeyOf("word5001"), out _).ShouldBeFalse();
    }

    private static WordKey KeyOf(string word) => WordKey.TryOf(word, out var key) ? key : default;
}

using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class WordPlacesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    public void Every_word_is_found_and_no_other(int count)
    {
        var (keys, words) = (new RowList<WordKey>(), new RowList<Word>());
        for (var i = 0; i < count; i++)
        {
            keys.Add(Key($"word{i}"));
            words.Add(new Word(i + 1, WordForms.Base, WordClasses.None));
        }

        var places = new WordPlaces(keys.Rows, words.Rows);

        for (var i = 0; i < count; i++)
        {
            places.Get(keys[i]).Lemma.ShouldBe(i + 1);
            places.Get(Key($"other{i}")).Lemma.ShouldBe(0);
        }
        places.Get(default).Lemma.ShouldBe(0);
    }

    private static WordKey Key(string word)
    {
        WordKey.TryOf(word, out var key).ShouldBeTrue();
        return key;
    }
}

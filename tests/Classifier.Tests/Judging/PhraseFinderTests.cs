using Catalogue.Classifier.Judging;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Judging;

public sealed class PhraseFinderTests
{
    [Theory]
    [InlineData("tear down", "they tear down walls", "tear down")]
    [InlineData("tear down", "tear it down", "")]
    [InlineData("tear down", "we tear. down there", "")]
    [InlineData("tear down", "down we tear", "")]
    [InlineData("tear ... down", "tear down", "tear down")]
    [InlineData("tear ... down", "tear all of it down", "tear all of it down")]
    [InlineData("tear ... down", "tear all of these old walls down", "")]
    [InlineData("erase|wipe disk|drive", "to wipe drives", "wipe drives")]
    [InlineData("erase|wipe", "to wipe it", "wipe")]
    [InlineData("erase|wipe", "to read and erase", "erase")]
    [InlineData("set up the table", "set up the tables", "set up the tables")]
    [InlineData("set up the table", "set up the", "")]
    public void A_phrase_is_found_where_its_words_stand_in_order_in_one_sentence(string phrase, string prose, string found)
    {
        var vocabulary = new Vocabulary();
        var id = vocabulary.Id(phrase);
        var table = vocabulary.Build(new WordTraits[vocabulary.Count]);
        var tokenizer = new Tokenizer(table);
        var finder = new PhraseFinder(table.Phrases);
        tokenizer.AddProse(CodedText.Of(prose), 0, 0);

        finder.Find(tokenizer.Tokens, tokenizer.Count);

        var hits = finder.All.ToArray();
        (hits.Length == 0 ? "" : prose[tokenizer.Tokens[hits[0].First].Start..tokenizer.Tokens[hits[0].Last].End]).ShouldBe(found);
        if (hits.Length == 0) return;
        hits.ShouldHaveSingleItem().Id.ShouldBe(id);
        tokenizer.Tokens[hits[0].First].Is(WordTraits.InPhrase).ShouldBeTrue();
        finder.At(hits[0].First).ToArray().ShouldBe(hits);
        finder.Telling.Rows.ToArray().ShouldBe([hits[0].First]);
    }

    [Fact]
    public void Of_phrases_that_begin_alike_the_longest_comes_first()
    {
        var vocabulary = new Vocabulary();
        var (shorter, longer) = (vocabulary.Id("credit card"), vocabulary.Id("credit card number"));
        var table = vocabulary.Build(new WordTraits[vocabulary.Count]);
        var tokenizer = new Tokenizer(table);
        var finder = new PhraseFinder(table.Phrases);
        tokenizer.AddName(CodedText.Of("getCreditCardNumber"), 0, 0);

        finder.Find(tokenizer.Tokens, tokenizer.Count);

        finder.All.ToArray().Select(hit => hit.Id).ShouldBe([longer, shorter]);
    }
}

using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Checks.Language;

public sealed class WordMemoTests
{
    private static readonly Lexicon Lexicon = FindingEngine.CreateEmbedded().Lexicon;

    [Fact]
    public void It_says_what_the_lexicon_says_however_many_words_were_met_before()
    {
        var memo = new WordMemo(Lexicon);
        string[] words = ["user", "instructions", "ignoring", "secrets", "zebra", "a1", "passwords"];
        var first = words.Select(word => Meaning(memo, word)).ToList();
        for (var i = 0; i < 50_000; i++) memo.Find(KeyOf($"ign{i}"), $"ign{i}".Length);
        words.Select(word => Meaning(memo, word)).ShouldBe(first);
        first.ShouldContain(meaning => !meaning.IsEmpty);
    }

    [Fact]
    public void A_short_word_means_the_same_by_its_key_and_by_its_letters()
    {
        var memo = new WordMemo(Lexicon);
        foreach (var word in new[] { "ignore", "ignores", "credentials", "tell", "telling", "before", "nothing1", "x" })
        {
            var (byKey, byLetters) = (memo.Find(KeyOf(word), word.Length), memo.Find(word));
            byKey.Concepts.ShouldBe(byLetters.Concepts, word);
            byKey.Terms.ShouldBe(byLetters.Terms, word);
        }
    }

    private static ConceptSet Meaning(WordMemo memo, string word) => memo.Find(KeyOf(word), word.Length).Concepts;

    private static WordKey KeyOf(string word) => WordKey.TryOf(word, out var key) ? key : default;
}

using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class TokenTests
{
    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(7, 40, 3, 4711)]
    [InlineData(DefinitionReader.MaxChars + 200, 12, DefinitionReader.MaxFields + 5, WordTable.MaxLemmas)]
    [InlineData(200, DefinitionReader.MaxChars, 2, 0)]
    public void A_token_holds_the_greatest_offsets_fields_and_lemmas_there_are(int start, int length, int field, int lemma)
    {
        var word = new Word(lemma, WordForms.Base | WordForms.Plural, WordClasses.Verb | WordClasses.Foreign).With(WordTraits.Acts);

        var token = new Token(start, length, field, word, TokenFlags.Sentence | TokenFlags.Hyphen);

        (token.Start, token.Length, token.End, token.Field, token.Lemma).ShouldBe((start, length, start + length, field, lemma));
        (token.Flags, token.Forms, token.Classes).ShouldBe((TokenFlags.Sentence | TokenFlags.Hyphen, WordForms.Base | WordForms.Plural, WordClasses.Verb | WordClasses.Foreign));
        token.Has(TokenFlags.Hyphen).ShouldBeTrue();
        token.Has(TokenFlags.Clause).ShouldBeFalse();
        token.Is(WordTraits.Acts).ShouldBeTrue();
        token.Is(WordTraits.InPhrase).ShouldBeFalse();
        token.BeginPhrase();
        token.Is(WordTraits.InPhrase).ShouldBeTrue();
    }
}

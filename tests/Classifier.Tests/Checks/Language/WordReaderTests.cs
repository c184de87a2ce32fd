using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Checks.Language;

public sealed class WordReaderTests
{
    [Theory]
    [InlineData("plain", 0)]
    [InlineData("Plain", 0)]
    [InlineData("URL", 0)]
    [InlineData("userId", (int)WordShape.Camel)]
    [InlineData("LaTeX", (int)WordShape.Camel)]
    [InlineData("2024", (int)WordShape.Number)]
    [InlineData("4th", (int)WordShape.Number)]
    [InlineData("utf8", (int)WordShape.Number)]
    [InlineData("k8s", (int)(WordShape.Number | WordShape.Mixed))]
    [InlineData("1gn0re", (int)(WordShape.Number | WordShape.Mixed))]
    [InlineData("getV2Url", (int)(WordShape.Number | WordShape.Mixed | WordShape.Camel))]
    public void A_word_has_the_shape_of_its_letters(string word, int shape)
    {
        ((int)WordReader.ShapeOf(word.AsSpan())).ShouldBe(shape);
        ((int)WordReader.ShapeOf(Coded(word))).ShouldBe(shape);
    }

    [Fact]
    public void The_shape_is_the_same_by_bits_and_by_letters()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var word = string.Concat(Enumerable.Range(0, 1 + random.Next(16)).Select(_ => "abcXYZ019"[random.Next(9)]));
            WordReader.ShapeOf(Coded(word)).ShouldBe(WordReader.ShapeOf(word.AsSpan()), word);
        }
    }

    private static CodedWord Coded(string word) => CodedText.Of(word).TryReadWord(0, out var coded) ? coded : default;
}

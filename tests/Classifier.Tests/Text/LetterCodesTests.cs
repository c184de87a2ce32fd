using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class LetterCodesTests
{
    private const string Signs = "azAZBC09_-' .@[`{/:\n\u007F\u0080é\u00FF\u0130Ж删\uD83D\uFF21";

    [Fact]
    public void Every_character_has_the_code_of_its_kind_wherever_it_stands()
    {
        foreach (var text in Texts())
        {
            var codes = CodedText.Of(text).Codes;
            for (var i = 0; i < text.Length; i++) codes[i].ShouldBe(CodeOf(text[i]), $"{text} at {i}");
        }
    }

    [Fact]
    public void A_word_is_read_as_far_as_its_letters_and_digits_go()
    {
        foreach (var text in Texts())
        {
            var coded = CodedText.Of(text);
            for (var at = 0; at < text.Length; at++)
            {
                var end = at;
                while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
                var plain = end > at && end - at <= WordKey.Longest && (end == text.Length || (text[end] < 0x80 && !(text[end] == '\'' && GoesOn(text, end + 1))));
                coded.TryReadWord(at, out var word).ShouldBe(plain, $"{text} at {at}");
                if (plain) ShouldBeTheWord(word, text[at..end]);
            }
        }
    }

    [Fact]
    public void A_name_is_cut_where_a_capital_follows_a_small_letter()
    {
        foreach (var text in Texts())
        {
            var coded = CodedText.Of(text);
            for (var at = 0; at < text.Length; at++)
            {
                if (!coded.TryReadWord(at, out var word)) continue;
                var end = at + 1;
                while (end < at + word.Length && !(char.IsAsciiLetterUpper(text[end]) && char.IsAsciiLetterLower(text[end - 1]))) end++;
                ShouldBeTheWord(word.UpToCapital(), text[at..end]);
            }
        }
    }

    private static bool GoesOn(string text, int at) => at < text.Length && (text[at] >= 0x80 || char.IsAsciiLetterOrDigit(text[at]));

    private static void ShouldBeTheWord(in CodedWord word, string spelling)
    {
        word.Length.ShouldBe(spelling.Length);
        WordKey.TryOf(spelling, out var key).ShouldBeTrue();
        word.Key.Is(key).ShouldBeTrue(spelling);
        word.HasDigit.ShouldBe(spelling.Any(char.IsAsciiDigit), spelling);
        word.HasInnerCapital.ShouldBe(spelling[1..].Any(char.IsAsciiLetterUpper), spelling);
    }

    private static byte CodeOf(char c) =>
        c >= 0x80 ? LetterCodes.Mark
        : char.IsAsciiLetterUpper(c) ? (byte)(char.ToLowerInvariant(c) | LetterCodes.Mark)
        : char.IsAsciiLetterOrDigit(c) ? (byte)c : (byte)0;

    private static IEnumerable<string> Texts()
    {
        var random = new Random(7);
        for (var length = 0; length < 50; length++)
        {
            for (var turn = 0; turn < 20; turn++)
            {
                // Mostly letters, so that words of every length come about.
                yield return string.Create(length, random, static (text, random) =>
                {
                    for (var i = 0; i < text.Length; i++) text[i] = random.Next(8) > 0 ? (char)('a' + random.Next(26)) : Signs[random.Next(Signs.Length)];
                });
            }
        }
    }
}

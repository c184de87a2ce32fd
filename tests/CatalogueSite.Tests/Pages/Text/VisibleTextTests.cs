using AngleSharp.Html.Parser;
using Catalogue.Site.Pages.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Catalogue.Site.Tests.Pages.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("a & b \"c\" 'd'", "a &amp; b &quot;c&quot; &#39;d&#39;")]
    [InlineData("Müller, 東京, שלום", "Müller, 東京, שלום")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("old\r\nline", "old\r\nline")]
    public void Encodes_what_html_gives_a_meaning_and_leaves_the_rest(string text, string html) =>
        VisibleText.Html(text).ShouldBe(html);

    [Theory]
    [InlineData("a\u200Bb", "U+200B", "zero-width space")]
    [InlineData("a\u202Eb", "U+202E", "right-to-left override")]
    [InlineData("a\u0000b", "U+0000", "null")]
    [InlineData("a\u001B[31mb", "U+001B", "escape, begins a terminal command")]
    [InlineData("a\U000E0041b", "U+E0041", "tag character for A")]
    [InlineData("a\U000E003Cb", "U+E003C", "tag character for &lt;")]
    [InlineData("a\u00ADb", "U+00AD", "soft hyphen")]
    [InlineData("a\u3164b", "U+3164", "Hangul filler")]
    [InlineData("a\rb", "U+000D", "carriage return")]
    public void Makes_visible_what_cannot_be_seen_and_says_what_it_is(string text, string code, string name)
    {
        var html = VisibleText.Html(text);
        html.ShouldContain(code);
        html.ShouldContain($"title=\"{name}\"");
        html.ShouldNotContain(text[1..2]);
    }

    [Fact]
    public void Shows_half_a_character_instead_of_breaking()
    {
        // Not as inline data, which would have its halves replaced.
        VisibleText.Html("\uD800 alone").ShouldStartWith("<span class=\"inv\" title=\"half a character\">U+D800</span>");
        VisibleText.Html("alone \uDC00").ShouldContain("U+DC00");
    }

    [Theory]
    [InlineData("👩‍💻 🗑️ ☎️ 1️⃣ 👍🏽")]
    public void Leaves_emoji_whole(string text) => VisibleText.Html(text).ShouldBe(text);

    [Fact]
    public void Shortens_a_hidden_message_and_counts_the_rest()
    {
        var hidden = string.Concat(Enumerable.Repeat("\U000E0061", 40));
        var html = VisibleText.Html("x" + hidden);
        html.ShouldContain("and 34 more that can’t be seen");
    }

    [Fact]
    public void Says_how_many_empty_lines_push_text_out_of_sight() =>
        VisibleText.Html("top" + new string('\n', 60) + "bottom").ShouldBe("top\n<span class=\"inv\">59 empty lines</span>\nbottom");

    [Fact]
    public void Gives_markup_that_a_browser_reads_as_text_only_for_any_string()
    {
        var parser = new HtmlParser();
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var body = parser.ParseDocument("<body><p title=\"" + VisibleText.Html(text) + "\">" + VisibleText.Html(text) + "</p>").Body!;
            return body.ChildElementCount == 1 && body.Children[0].QuerySelectorAll(":not(span.inv)").Length == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Writes_plain_text_with_the_codes_of_invisible_characters() =>
        VisibleText.Plain("a\u200Bb 👩‍💻 <i>").ShouldBe("a[U+200B]b 👩‍💻 <i>");
}

using System.Text;
using AngleSharp.Html.Parser;
using Catalogue.Site.Pages.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Catalogue.Site.Tests.Pages.Text;

public sealed class MarkedTextTests
{
    [Fact]
    public void Marks_a_span_and_links_its_note() =>
        Html("imageBackgroundRemoval", new Mark(15, 7, 1, "c-d", 90))
            .ShouldBe("imageBackground<mark class=\"c-d\">Removal</mark><a class=\"ref\" href=\"#n1\" aria-label=\"note 1\">1</a>");

    [Fact]
    public void Splits_overlapping_spans_and_gives_the_heavier_the_look()
    {
        var html = Html("abcdef", new Mark(0, 4, 1, "c-w", 50), new Mark(2, 4, 2, "c-d", 90));
        html.ShouldBe(
            "<mark class=\"c-w\">ab</mark><mark class=\"c-d x\">cd</mark><a class=\"ref\" href=\"#n1\" aria-label=\"note 1\">1</a>" +
            "<mark class=\"c-d\">ef</mark><a class=\"ref\" href=\"#n2\" aria-label=\"note 2\">2</a>");
    }

    [Fact]
    public void Keeps_both_notes_of_two_rules_on_the_same_span()
    {
        var html = Html("delete", new Mark(0, 6, 1, "c-d", 90), new Mark(0, 6, 2, "c-c", 60));
        html.ShouldContain("#n1");
        html.ShouldContain("#n2");
        html.ShouldStartWith("<mark class=\"c-d x\">delete</mark>");
    }

    [Theory]
    [InlineData(-5, 3)]
    [InlineData(100, 3)]
    [InlineData(2, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Leaves_out_spans_that_lie_outside_the_text(int start, int length) => Html("text", new Mark(start, length, 1, "c-d", 1)).ShouldBe("text");

    [Fact]
    public void Cuts_a_span_that_reaches_beyond_the_text() =>
        Html("text", new Mark(2, 1000, 1, "c-d", 1)).ShouldStartWith("te<mark class=\"c-d\">xt</mark>");

    [Fact]
    public void Never_splits_a_character_of_two_units() =>
        Html("a😀b", new Mark(2, 1, 1, "c-d", 1)).ShouldContain("<mark class=\"c-d\">😀</mark>");

    [Fact]
    public void Shows_the_whole_text_in_order_whatever_the_marks()
    {
        var parser = new HtmlParser();
        var marks = ArbMap.Default.GeneratorFor<(int Start, int Length, int Note)[]>();
        Prop.ForAll(marks.ToArbitrary(), spans =>
        {
            const string text = "Deletes <b>all</b> files & folders of the 'account' for good.";
            var html = Html(text, [.. spans.Select(span => new Mark(span.Start % 80, span.Length % 80, Math.Abs(span.Note % 9), "c-d", 1))]);
            var body = parser.ParseDocument("<body><p>" + html).Body!;
            foreach (var reference in body.QuerySelectorAll("a.ref")) reference.Remove();
            return body.TextContent == text && body.QuerySelectorAll("b").Length == 0;
        }).QuickCheckThrowOnFailure();
    }

    private static string Html(string text, params Mark[] marks)
    {
        var html = new StringBuilder();
        MarkedText.Append(html, text, marks);
        return html.ToString();
    }
}

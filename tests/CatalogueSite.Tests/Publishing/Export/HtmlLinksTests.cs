using Catalogue.Site.Publishing.Export;

namespace Catalogue.Site.Tests.Publishing.Export;

public sealed class HtmlLinksTests
{
    [Theory]
    [InlineData("<a href=\"/servers/\">/servers/</a>", "<a href=\"/risk/servers/\">/servers/</a>")]
    [InlineData("<a href='/x' class=y>z</a>", "<a href=\"/risk/x\" class=\"y\">z</a>")]
    [InlineData("<p title=\"/servers/\">a &lt;a href=\"/x\"&gt;</p>", "<p title=\"/servers/\">a &lt;a href=\"/x\"&gt;</p>")]
    [InlineData("<a href=\"//other.example/\">x</a>", "<a href=\"//other.example/\">x</a>")]
    [InlineData("<a href=\"https://other.example/\">x</a><a href=\"#top\">y</a>", "<a href=\"https://other.example/\">x</a><a href=\"#top\">y</a>")]
    [InlineData("<script>if (a<b) x='<a href=\"/x\">';</script><a href=\"/y\">y</a>", "<script>if (a<b) x='<a href=\"/x\">';</script><a href=\"/risk/y\">y</a>")]
    [InlineData("<!-- <a href=\"/x\"> --><a href=\"/y\">y</a>", "<!-- <a href=\"/x\"> --><a href=\"/risk/y\">y</a>")]
    [InlineData("<form action=\"/search\"><button formaction=\"/gone/1\">a</button><button formaction=\"/p\">b</button></form>", "<form action=\"/risk/search\"><button formaction=\"/risk/p\">b</button></form>")]
    [InlineData("<a href=\"/q?a=1&amp;b=2\">x</a><br/>", "<a href=\"/risk/q?a=1&amp;b=2\">x</a><br/>")]
    [InlineData("<script src=\"/gone/s.js\" defer></script><p>x</p>", "<p>x</p>")]
    [InlineData("<input hidden value=\"/x\"><img src=\"/i.png\" alt=\"\">", "<input hidden value=\"/x\"><img src=\"/risk/i.png\" alt=\"\">")]
    public void Links_of_tags_are_rewritten_and_nothing_else(string html, string expected) =>
        HtmlLinks.Rewrite(html, link => link.StartsWith("/gone/", StringComparison.Ordinal) ? null : "/risk" + link).ShouldBe(expected);

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("<a href=")]
    [InlineData("<a href=\"/x")]
    [InlineData("<a href=\"/x\"")]
    [InlineData("<!--")]
    [InlineData("a < b")]
    public void Broken_html_ends(string html) => HtmlLinks.Rewrite(html, link => link).ShouldNotBeNull();
}

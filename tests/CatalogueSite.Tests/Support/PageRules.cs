using AngleSharp.Html.Dom;

namespace Catalogue.Site.Tests.Support;

/// <summary>What holds of every page, whatever it shows.</summary>
internal static class PageRules
{
    private static readonly string[] Allowed = ["/", "#", "[part:origin]", "https://", "http://"];

    public static void Check(IHtmlDocument page)
    {
        page.Title.ShouldNotBeNullOrWhiteSpace();
        page.QuerySelectorAll("main").Length.ShouldBe(1);
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        HeadingsAreInOrder(page);
        var ids = page.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)).ToList();
        ids.ShouldBeUnique();
        foreach (var link in page.QuerySelectorAll("a[href^='#']")) page.GetElementById(link.GetAttribute("href")![1..]).ShouldNotBeNull(link.OuterHtml);
        foreach (var labelled in page.QuerySelectorAll("[aria-labelledby]")) page.GetElementById(labelled.GetAttribute("aria-labelledby")!).ShouldNotBeNull(labelled.OuterHtml);
        NothingRunsOrLoads(page);
    }

    private static void HeadingsAreInOrder(IHtmlDocument page)
    {
        var last = 0;
        foreach (var heading in page.QuerySelectorAll("h1, h2, h3, h4"))
        {
            var level = heading.LocalName[1] - '0';
            level.ShouldBeLessThanOrEqualTo(last + 1, heading.OuterHtml);
            last = level;
        }
    }

    /// <summary>A strict Content-Security-Policy would block these: no page may hold them, whatever strangers wrote.</summary>
    private static void NothingRunsOrLoads(IHtmlDocument page)
    {
        foreach (var element in page.All)
        {
            foreach (var attribute in element.Attributes)
            {
                attribute.Name.ShouldNotStartWith("on", Case.Insensitive, element.OuterHtml);
                attribute.Name.ShouldNotBe("style");
                if (attribute.Name is "href" or "src" or "action" or "formaction") Allowed.ShouldContain(start => attribute.Value.StartsWith(start, StringComparison.Ordinal), element.OuterHtml);
            }
        }
        page.QuerySelectorAll("style, iframe, object, embed, base").Length.ShouldBe(0);
        page.QuerySelectorAll("script").ShouldAllBe(script => script.GetAttribute("type") == "application/ld+json" || script.GetAttribute("src")!.StartsWith("/assets/"));
        page.QuerySelectorAll("img").ShouldAllBe(image => image.GetAttribute("src")!.StartsWith("/badges/"));
    }
}

using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Find;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Pages.Find;

public sealed class SearchPageTests
{
    private static readonly SearchModel Model = new(
        new SearchQuery("delete \"><b>") { Categories = [Category.Destructive] },
        new SearchResults(
            [new SearchHit("example/mail", "example-mail", "delete_<i>", "delete-i", null, "Deletes.", Category.Destructive, RiskLevel.Critical, true, 2, 1)],
            1000, true,
            new Dictionary<string, IReadOnlyDictionary<string, int>>
            {
                ["category"] = new Dictionary<string, int> { ["Write"] = 3, ["Destructive"] = 9 },
                ["server"] = new Dictionary<string, int> { ["example-mail"] = 4 },
            }),
        2, 20);

    [Fact]
    public async Task Shows_results_filters_and_pages_without_a_script()
    {
        var page = await Rendered.DocumentAsync(PageRequest.For<SearchPage>("/search", Model));
        page.QuerySelector("#search-q")!.GetAttribute("value").ShouldBe("delete \"><b>");
        page.QuerySelector(".total")!.TextContent.ShouldSatisfyAllConditions(total => total.ShouldContain("More than 1,000"), total => total.ShouldContain("only Destructive"));
        page.QuerySelector(".line-name a")!.TextContent.ShouldBe("delete_<i>");
        page.QuerySelector(".line")!.TextContent.ShouldContain("2 findings");
        page.QuerySelector("input[type=hidden][name=category]")!.GetAttribute("value").ShouldBe("destructive");
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
        page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe("/search?q=delete%20%22%3E%3Cb%3E&category=destructive&page=3");
        PageRules.Check(page);
    }

    [Fact]
    public async Task A_filter_that_is_set_takes_itself_off_and_another_adds_itself()
    {
        var page = await Rendered.DocumentAsync(PageRequest.For<SearchPage>("/search", Model));
        var links = page.QuerySelectorAll(".facets-side a");
        links[0].TextContent.ShouldContain("Destructive");
        links[0].GetAttribute("href").ShouldBe("/search?q=delete%20%22%3E%3Cb%3E");
        links[1].GetAttribute("href").ShouldBe("/search?q=delete%20%22%3E%3Cb%3E&category=destructive&category=write");
    }

    [Fact]
    public async Task Says_how_to_search_before_anything_was_asked()
    {
        var page = await Rendered.DocumentAsync(PageRequest.For<SearchPage>("/search", new SearchModel(new SearchQuery(""), null, 1, 20)));
        page.Body!.TextContent.ShouldContain("category:destructive");
        page.QuerySelector(".results").ShouldBeNull();
        PageRules.Check(page);
    }

    [Fact]
    public void Writes_an_address_for_half_a_character() =>
        new SearchModel(new SearchQuery("\uD800"), null, 1, 20).Address().ShouldBe("/search?q=%EF%BF%BD");
}

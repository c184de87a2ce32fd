using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Pages.Browser;

[Trait("Category", "Browser")]
public sealed class EveryPageTests(EveryPage pages) : IClassFixture<EveryPage>
{
    [BrowserFact]
    public async Task Axe_finds_nothing_on_any_kind_of_page_light_or_dark_wide_or_narrow() => (await pages.VisitAsync()).Axe.ShouldBeEmpty();

    [BrowserFact]
    public async Task Nothing_reaches_beyond_the_width_of_a_phone_or_a_tablet() => (await pages.VisitAsync()).TooWide.ShouldBeEmpty();

    [BrowserFact]
    public async Task Nothing_runs_that_a_stranger_wrote_nothing_breaks_the_policy_nothing_asks_another_host() => (await pages.VisitAsync()).Unsafe.ShouldBeEmpty();

    [BrowserFact]
    public async Task A_hostile_name_is_shown_as_it_is()
    {
        await using var watched = await pages.Site.OpenAsync("/servers/example-odd/tools/odd-0/");
        (await watched.Page.Locator("h1").InnerTextAsync()).ShouldBe(Support.SampleServers.Hostile[0]);
        (await watched.Page.TitleAsync()).ShouldStartWith(Support.SampleServers.Hostile[0]);
    }
}

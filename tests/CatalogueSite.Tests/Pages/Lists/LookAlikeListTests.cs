using Catalogue.Site.Pages;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Serving;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Pages.Lists;

public sealed class LookAlikeListTests : IAsyncLifetime
{
    private readonly PublishingFolder _folder = new(SearchEngine.CreateWriter());
    private RunningSite _site = null!;

    public async Task InitializeAsync()
    {
        string[] names = ["postmark-mcp", "postrnark-mcp", "acme/postmark-mcp", "weather", "postmark-mcp-old"];
        for (var i = 0; i < names.Length; i++)
        {
            var record = Assessed.Record(names[i], Assessed.Tool("send_mail", "Sends a mail.")) with { Id = i + 1, Slug = $"server-{i}" };
            _folder.Reader.Put(i == 4 ? record with { Name = "p0stmark-mcp", WithdrawnAt = DateTimeOffset.UnixEpoch.AddYears(56) } : record);
        }
        _folder.Options = _folder.Options with { Pages = SitePages.All };
        await _folder.PublishAsync();
        _site = await RunningSite.StartAsync(_folder, options => options with { Modules = SiteModules.All, Pages = SitePages.All });
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("server-0", "/servers/server-1/", "postrnark-mcp")]
    [InlineData("server-1", "/servers/server-0/", "postmark-mcp")]
    public async Task A_server_names_the_others_that_it_can_be_mistaken_for(string slug, string link, string name)
    {
        var html = await PageAsync(slug);
        html.ShouldContain("Easily mistaken for another");
        html.ShouldContain($"<a class=\"mono\" href=\"{link}\"><bdi>{name}</bdi></a>");
        html.ShouldContain("the same letters written otherwise");
        html.Split("letters written otherwise").Length.ShouldBe(2, "the withdrawn one is not named");
    }

    [Theory]
    [InlineData("server-2")]
    [InlineData("server-3")]
    [InlineData("server-4")]
    public async Task A_name_of_its_own_and_a_withdrawn_server_say_nothing(string slug) => (await PageAsync(slug)).ShouldNotContain("mistaken");

    private async Task<string> PageAsync(string slug)
    {
        using var answer = await _site.GetAsync($"/servers/{slug}/");
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }
}

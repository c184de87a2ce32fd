using System.Net;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Tests.Serving;

public sealed class SearchPageModuleTests
{
    [Fact]
    public async Task A_reader_over_the_limit_of_the_doors_is_told_how_long_to_wait_and_pages_that_lie_ready_go_on()
    {
        using var folder = await MailAsync();
        var time = new ManualTime();
        await using var site = await StartAsync(folder, new DoorOptions { RequestsPerMinute = 60, Burst = 2 }, time);
        for (var asked = 0; asked < 2; asked++)
        {
            using var answer = await site.GetAsync("/search?q=mail");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        using var refused = await site.GetAsync("/search?q=mail");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Wait 1 s");
        using var page = await site.GetAsync("/servers/acme-mail/");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromSeconds(1));
        using var later = await site.GetAsync("/search?q=mail");
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Search_engines_may_keep_a_question_but_not_every_way_of_narrowing_it_down()
    {
        using var folder = await MailAsync();
        await using var site = await StartAsync(folder, new DoorOptions(), TimeProvider.System);
        using var question = await site.GetAsync("/search?q=mail");
        question.Headers.Contains("X-Robots-Tag").ShouldBeFalse();
        var html = await question.Content.ReadAsStringAsync();
        html.ShouldNotContain("name=\"robots\"");
        html.ShouldContain("<link rel=\"canonical\" href=\"https://risk.example/search\">");
        using var narrowed = await site.GetAsync("/search?q=mail&category=read");
        narrowed.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        (await narrowed.Content.ReadAsStringAsync()).ShouldContain("name=\"robots\" content=\"noindex\"");
    }

    private static Task<RunningSite> StartAsync(PublishingFolder folder, DoorOptions doors, TimeProvider time) => RunningSite.StartAsync(folder, options => options with
    {
        Modules = SiteModules.All,
        Address = new SiteAddress(new Uri("https://risk.example/"), null),
        Services = services => services.AddSingleton(doors).AddSingleton(time),
    });

    private static async Task<PublishingFolder> MailAsync()
    {
        var folder = new PublishingFolder(SearchEngine.CreateWriter());
        folder.Options = folder.Options with { Pages = SitePages.All };
        folder.Reader.Put(Assessed.Record("acme/mail", Assessed.Tool("read_mail", "Reads mail.")));
        await folder.PublishAsync();
        return folder;
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}

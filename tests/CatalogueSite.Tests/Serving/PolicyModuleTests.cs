using System.Net;
using System.Text;
using Catalogue.Site.Policies;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Serving;

public sealed class PolicyModuleTests
{
    public static TheoryData<string> Formats => [.. PolicyFormats.All.Select(format => format.Id)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_download_has_its_own_media_type_file_name_and_tag(string id)
    {
        var format = PolicyFormats.Find(id)!;
        using var folder = await MailAsync();
        await using var site = await RunningSite.StartAsync(folder);
        foreach (var path in new[] { $"/policies/acme-mail/{id}.{format.Extension}", $"/policies/acme-mail/send-mail/{id}.{format.Extension}" })
        {
            using var answer = await site.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(format.Extension switch
            {
                "json" => "application/json",
                "yaml" => "application/yaml",
                "toml" => "application/toml",
                "sh" => "text/x-shellscript",
                _ => "text/plain",
            });
            var disposition = answer.Content.Headers.ContentDisposition!;
            disposition.DispositionType.ShouldBe("attachment");
            disposition.FileName!.Trim('"').ShouldEndWith("." + format.Extension);
            disposition.FileName.Trim('"').ShouldContain("acme-mail");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
            answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
            answer.Content.Headers.ContentLength.ShouldBe(Encoding.UTF8.GetByteCount(await answer.Content.ReadAsStringAsync()));
            using var again = await site.GetAsync(path, ifNoneMatch: answer.Headers.ETag!.ToString());
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }
    }

    [Theory]
    [InlineData("/policies/acme-mail/nothing.json", "There is no such format")]
    [InlineData("/policies/acme-mail/catalogue.yaml", "There is no such format")]
    [InlineData("/policies/nobody/catalogue.json", "no server of this name")]
    [InlineData("/policies/acme-mail/nothing/catalogue.json", "no tool of this name")]
    [InlineData("/policies/catalogue.json", "Policies lie at")]
    public async Task What_is_not_there_says_what_is(string path, string says)
    {
        using var folder = await MailAsync();
        await using var site = await RunningSite.StartAsync(folder);
        using var answer = await site.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await answer.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Fact]
    public async Task An_alias_that_a_format_cannot_carry_is_refused_with_the_way_out()
    {
        using var folder = await MailAsync();
        await using var site = await RunningSite.StartAsync(folder);
        using var good = await site.GetAsync("/policies/acme-mail/claude-code.json?alias=post");
        (await good.Content.ReadAsStringAsync()).ShouldContain("mcp__post__send_mail");
        using var bad = await site.GetAsync("/policies/acme-mail/gemini-cli.toml?alias=my_server");
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.Content.ReadAsStringAsync()).ShouldContain("hyphen");
    }

    private static async Task<PublishingFolder> MailAsync()
    {
        var folder = new PublishingFolder();
        folder.Reader.Put(Assessed.Record("acme/mail", Assessed.Tool("send_mail", "Sends mail."), Assessed.Tool("read_mail", "Reads mail.")));
        await folder.PublishAsync();
        return folder;
    }
}

using System.Net;
using Catalogue.Site.Serving;
using Catalogue.Site.Tests.Publishing;

namespace Catalogue.Site.Tests.Serving;

public sealed class AssetModuleTests
{
    [Fact]
    public async Task A_file_is_kept_for_ever_under_its_own_hash_and_asked_for_again_under_the_hash_of_another_build()
    {
        using var folder = new PublishingFolder();
        await using var site = await RunningSite.StartAsync(folder);
        var asset = SiteAssets.Embedded.All.First(one => one.Path.EndsWith(".css", StringComparison.Ordinal));
        using var now = await site.GetAsync(asset.Url);
        now.Headers.CacheControl!.ToString().ShouldContain("max-age=31536000");
        now.Headers.CacheControl!.ToString().ShouldContain("immutable");
        now.Content.Headers.ContentType!.ToString().ShouldBe("text/css; charset=utf-8");
        using var again = await site.GetAsync(asset.Url, ifNoneMatch: now.Headers.ETag!.ToString());
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        foreach (var coding in new[] { "br", "gzip" })
        {
            using var packed = await site.GetAsync(asset.Url, coding);
            packed.Content.Headers.ContentEncoding.ShouldBe([coding]);
            packed.Headers.Vary.ShouldContain("Accept-Encoding");
        }
        using var older = await site.GetAsync(asset.Url.Replace(asset.Hash[..10], "0123456789"));
        older.StatusCode.ShouldBe(HttpStatusCode.OK);
        older.Headers.CacheControl!.ToString().ShouldNotContain("immutable");
        (await older.Content.ReadAsByteArrayAsync()).ShouldBe(asset.Content);
    }

    [Theory]
    [InlineData("/assets/nothing.0123456789.css")]
    [InlineData("/assets/")]
    [InlineData("/assets/..%2Fsecret")]
    [InlineData("/assets/.css")]
    public async Task A_file_that_never_was_is_not_found(string path)
    {
        using var folder = new PublishingFolder();
        await using var site = await RunningSite.StartAsync(folder);
        using var answer = await site.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

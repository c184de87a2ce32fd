using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Tests.Storage;

public sealed class SlugTests
{
    [Theory]
    [InlineData("io.github.owner/My-Server", "io-github-owner-my-server")]
    [InlineData("create_issue", "create-issue")]
    [InlineData("  spaced  out  ", "spaced-out")]
    [InlineData("Mcp Runware", "mcp-runware")]
    [InlineData("ｆｕｌｌ", "full")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("a<b>\u0000c", "a-b-c")]
    public void A_plain_name_becomes_runs_of_letters_and_digits(string name, string slug) => Slug.Create(name, _ => false).ShouldBe(slug);

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("index")]
    [InlineData("CON")]
    [InlineData("com1")]
    [InlineData("naïve")]
    [InlineData("工具")]
    [InlineData("x\ud800y")]
    public void Where_the_plain_form_would_be_ambiguous_eight_hex_digits_of_the_name_follow(string name) =>
        Slug.Create(name, _ => false).ShouldMatch("^([a-z0-9]+(-[a-z0-9]+)*)?-[0-9a-f]{8}$");

    [Fact]
    public void The_hex_digits_are_those_of_the_names_sha256() =>
        // printf index | sha256sum
        Slug.Create("index", _ => false).ShouldBe("index-1bc04b52");

    [Fact]
    public void A_long_name_is_cut_at_eighty_and_marked()
    {
        var slug = Slug.Create(new string('a', 100_000), _ => false);
        slug.Length.ShouldBe(80 + 9);
        slug.ShouldStartWith(new string('a', 80) + "-");
    }

    [Fact]
    public void A_taken_slug_is_marked_and_then_numbered()
    {
        var taken = new HashSet<string>();
        var slugs = new[] { "Read", "read", "read", "read" }.Select(name =>
        {
            var slug = Slug.Create(name, taken.Contains);
            taken.Add(slug);
            return slug;
        }).ToList();
        slugs[0].ShouldBe("read");
        slugs[1].ShouldMatch("^read-[0-9a-f]{8}$");
        slugs[2].ShouldBe(slugs[1] + "-2");
        slugs[3].ShouldBe(slugs[1] + "-3");
    }
}

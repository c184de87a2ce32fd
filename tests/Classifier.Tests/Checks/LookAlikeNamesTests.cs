using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class LookAlikeNamesTests
{
    private static readonly LookAlikeNames Names = new(["io.example/filesystem", "postmark-mcp", "github", "weather", "acme/search-server", "acme/searches", "imdb-mcp-server"]);

    [Theory]
    [InlineData("postrnark-mcp", "postmark-mcp")]
    [InlineData("p\u043Estmark-mcp", "postmark-mcp")]
    [InlineData("postmark_mcp", "postmark-mcp")]
    [InlineData("postmrak-mcp", "postmark-mcp")]
    [InlineData("postmarkk-mcp", "postmark-mcp")]
    [InlineData("g1thub", "github")]
    [InlineData("io.examp1e/filesystem", "io.example/filesystem")]
    [InlineData("acne/search-server", "acme/search-server")]
    [InlineData("POSTMARK_MCP", "postmark-mcp")]
    public void A_name_that_can_be_taken_for_another_is_found(string name, string known) =>
        Names.Find(name).ShouldHaveSingleItem().Known.ShouldBe(known);

    [Theory]
    [InlineData("github")]
    [InlineData("GitHub")]
    [InlineData("gitlab")]
    [InlineData("whether")]
    [InlineData("postmark-mcp2")]
    [InlineData("other/search-server")]
    [InlineData("acme/search_server")]
    [InlineData("tmdb-mcp-server")]
    [InlineData("---")]
    [InlineData("")]
    public void Other_names_are_left_alone(string name) => Names.Find(name).ShouldBeEmpty();

    [Fact]
    public void A_name_of_the_catalogue_is_compared_with_all_others()
    {
        var names = new LookAlikeNames(["weather-maps", "weathermaps", "weather-map5", "weather-caps", "weather-maps"]);
        names.Find("weather-maps").Select(found => (found.Known, found.How)).ShouldBe(
            [("weather-caps", "one letter differs"), ("weather-map5", "the same letters written otherwise"), ("weathermaps", "the same letters written otherwise")]);
    }

    [Fact]
    public void The_reason_is_given() => Names.Find("p\u043Estmark-mcp")[0].How.ShouldBe("letters of another script");
}

using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class LookAlikeNamesTests
{
    private static readonly LookAlikeNames Names = new(["io.example/filesystem", "postmark-mcp", "github", "weather", "acme/search-server"]);

    [Theory]
    [InlineData("postrnark-mcp", "postmark-mcp")]
    [InlineData("p\u043Estmark-mcp", "postmark-mcp")]
    [InlineData("postmark_mcp", "postmark-mcp")]
    [InlineData("postmrak-mcp", "postmark-mcp")]
    [InlineData("postmarkk-mcp", "postmark-mcp")]
    [InlineData("g1thub", "github")]
    [InlineData("io.example/fi1esystem", "io.example/filesystem")]
    [InlineData("acme/serach-server", "acme/search-server")]
    public void A_name_that_can_be_taken_for_another_is_found(string name, string known) =>
        Names.Find(name).ShouldHaveSingleItem().Known.ShouldBe(known);

    [Theory]
    [InlineData("github")]
    [InlineData("GitHub")]
    [InlineData("gitlab")]
    [InlineData("whether")]
    [InlineData("postmark-mcp2")]
    [InlineData("other/search-server")]
    [InlineData("")]
    public void Other_names_are_left_alone(string name) => Names.Find(name).ShouldBeEmpty();

    [Fact]
    public void The_reason_is_given() => Names.Find("p\u043Estmark-mcp")[0].How.ShouldBe("letters of another script");
}

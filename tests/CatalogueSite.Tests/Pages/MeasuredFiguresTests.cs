using Catalogue.Site.Pages;

namespace Catalogue.Site.Tests.Pages;

public sealed class MeasuredFiguresTests
{
    [Fact]
    public void Reads_what_the_benchmark_wrote_last() =>
        MeasuredFigures.LoadEmbedded().ShouldContain(table => table.Figures.Count > 3 && table.Command != null);

    [Theory]
    [InlineData("{\"title\":\"x\",\"measured\":\"2026-01-01\",\"figures\":[],\"extra\":1}")]
    [InlineData("{\"measured\":\"2026-01-01\"}")]
    [InlineData("not json")]
    public void Refuses_a_malformed_file_by_name(string json) =>
        Should.Throw<FormatException>(() => MeasuredFigures.Parse("a.json", json)).Message.ShouldStartWith("a.json");
}

using Catalogue.TestSupport;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class DefinitionsSourceTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SourceHarness _harness = new();

    public void Dispose()
    {
        _folder.Dispose();
        _harness.Dispose();
    }

    [Fact]
    public async Task Lines_are_gathered_by_server_the_last_of_a_tool_counts_and_bad_ones_are_told()
    {
        _folder.Write("tools.jsonl", """
            {"server":"one","tool":"a","description":"first"}
            {"server":"two","tool":"a","package":"npm:@two/server@1.0.0"}
            not json
            {"server":"one","tool":"b","server_title":"One","repository":"https://github.com/one/one"}
            {"server":"one","tool":"a","description":"second"}
            """);

        var (servers, errors, failure) = await _harness.ReadAsync(_harness.Create("kind: definitions\nfiles: [tools.jsonl]\n", _folder));

        failure.ShouldBeNull();
        errors.ShouldHaveSingleItem().ShouldContain("line 3");
        servers.Select(static server => (server.Name, server.Title, server.DeclaredTools!.Count)).ShouldBe([("one", "One", 2), ("two", null, 1)]);
        servers[0].DeclaredTools![0].Description.ShouldBe("second");
        var package = servers[1].Endpoints.ShouldHaveSingleItem();
        (package.PackageType, package.PackageName, package.PackageVersion, package.Trusted).ShouldBe(("npm", "@two/server", "1.0.0", false));
    }
}

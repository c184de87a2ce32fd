using Catalogue.Site.Commands;
using Catalogue.Site.Search;
using Catalogue.Site.Search.Fts5;

namespace Catalogue.Site.Tests.Search;

public sealed class SearchEngineTests
{
    [Fact]
    public void The_engines_have_names_of_their_own_that_can_stand_in_a_file_name_and_are_found_by_them()
    {
        SearchEngine.Names.ShouldBe(["postings", "fts5"]);
        SearchEngine.Default.ShouldBe("postings");
        SearchEngine.CreateWriter().ShouldBeOfType<PostingsSearchIndexWriter>();
        SearchEngine.Find("fts5").ShouldBeOfType<Fts5SearchIndexWriter>();
        foreach (var name in SearchEngine.Names)
        {
            name.ShouldMatch("^[a-z0-9]+$");
            SearchEngine.Find(name)!.Engine.ShouldBe(name);
        }
        SearchEngine.Find("lucene").ShouldBeNull();
    }

    [Fact]
    public void Every_engine_in_the_product_is_in_the_list_and_runs_the_contract_tests()
    {
        var writers = typeof(ISearchIndexWriter).Assembly.GetTypes().Where(type => type.IsClass && typeof(ISearchIndexWriter).IsAssignableFrom(type)).ToList();
        writers.Select(type => type.Name).Order().ShouldBe(SearchEngine.Names.Select(name => SearchEngine.Find(name)!.GetType().Name).Order());
        var tested = typeof(SearchIndexContract).Assembly.GetTypes().Where(type => type.BaseType == typeof(SearchIndexContract)).Select(type => type.Name);
        tested.Order().ShouldBe(writers.Select(type => type.Name.Replace("Writer", "Tests", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_setting_takes_the_name_of_an_engine_and_without_it_the_default_holds()
    {
        Read("publish --search-engine fts5").Engine.ShouldBe("fts5");
        Read("serve --search-engine postings").Engine.ShouldBe("postings");
        Read("run").Engine.ShouldBe(SearchEngine.Default);
    }

    [Theory]
    [InlineData("--search-engine lucene", "'lucene'")]
    [InlineData("--search-engine FTS5", "'FTS5'")]
    public void A_wrong_engine_is_named_with_those_that_are_allowed(string arguments, string named)
    {
        var error = Should.Throw<UsageException>(() => Read("publish " + arguments));
        error.Message.ShouldStartWith("--search-engine: there is no engine " + named);
        error.Message.ShouldEndWith("Allowed: postings, fts5.");
    }

    [Fact]
    public async Task Help_names_the_setting_and_its_values()
    {
        var output = new StringWriter();
        await CatalogueCommands.Create().Parse("publish --help").InvokeAsync(new System.CommandLine.InvocationConfiguration { Output = output });
        output.ToString().ShouldContain("--search-engine <postings|fts5>");
        output.ToString().ShouldContain("Default: postings.");
    }

    private static ISearchIndexWriter Read(string arguments) => CommonOptions.EngineOf(CatalogueCommands.Create().Parse(arguments));
}

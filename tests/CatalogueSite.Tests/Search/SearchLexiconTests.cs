using Catalogue.Classifier.Model;
using Catalogue.Site.Search.Lexicon;

namespace Catalogue.Site.Tests.Search;

public sealed class SearchLexiconTests
{
    private const string Whole = """
        compounds: [github]
        fillers: [the]
        synonyms:
          - [repository, repo]
          - [pull request, pr]
        forms:
          - [remove, removal]
        intents:
          - id: shell
            when: [[run, execute], [shell]]
            capability: executes-code
            category: Execute
            stands-in: true
        """;

    [Fact]
    public void Entries_find_each_other_whatever_form_they_are_asked_in()
    {
        var lexicon = SearchLexicon.Parse("x.yaml", Whole);
        lexicon.Synonyms("repository").Single().ShouldBe(["repo"]);
        lexicon.Synonyms("pr").Single().ShouldBe(["pull", "request"]);
        lexicon.Synonyms("pull request").Single().ShouldBe(["pr"]);
        lexicon.Forms("remov").ShouldBe(["removal"]);
        lexicon.IsFiller("the").ShouldBeTrue();
        lexicon.JoinCompounds(["get", "git", "hub", "user"]).ShouldBe(["get", "github", "user"]);
        lexicon.Intents.Single().Capability.ShouldBe(Capabilities.ExecutesCode);
    }

    [Theory]
    [InlineData("synonims:\n  - [a, b]\n", ":1:", "synonims")]
    [InlineData("fillers: [The]\n", "", "'The' must be one word")]
    [InlineData("synonyms:\n  - [alone]\n", "", "two entries")]
    [InlineData("synonyms:\n  - [a, a]\n", "", "twice")]
    [InlineData("synonyms:\n  - [a, b-c]\n", "", "'b-c'")]
    [InlineData("intents:\n  - id: x\n    when: [[a]]\n    capability: flying\n", "", "'flying' is no capability")]
    [InlineData("intents:\n  - id: x\n    when: [[a]]\n    category: Evil\n", "", "'Evil' is no category")]
    [InlineData("intents:\n  - id: x\n    when: [[a]]\n", "", "capability or a category")]
    [InlineData("intents:\n  - id: x\n    when: []\n    category: Read\n", "", "under 'when'")]
    [InlineData("", "", "empty")]
    public void A_broken_lexicon_says_where_and_what(string yaml, string line, string what)
    {
        var error = Should.Throw<FormatException>(() => SearchLexicon.Parse("words.yaml", yaml));
        error.Message.ShouldStartWith("words.yaml");
        error.Message.ShouldContain(line);
        error.Message.ShouldContain(what);
    }

    [Fact]
    public void The_built_in_lexicon_can_be_read() => SearchLexicon.Embedded.Synonyms("repo").ShouldNotBeEmpty();
}

using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Checks.Language;

public sealed class ConceptPatternTests
{
    private static readonly FindingEngine Engine = FindingEngine.CreateEmbedded();

    [Theory]
    [InlineData("not ~2 tell ~2 user", "do not tell the user", true)]
    [InlineData("not ~2 tell ~2 user", "do not ever under any conditions at all tell the user", false)]
    [InlineData("not ~2 tell ~2 user", "do not. Tell the user", false)]
    [InlineData("not ~~2 tell ~2 user", "do not. Tell the user", true)]
    [InlineData("not -2 tell", "is not valid, tell", false)]
    [InlineData("not -6 tell", "do not, under pressure, tell", true)]
    [InlineData("not ~4 !user tell", "not a user tell", false)]
    [InlineData("read ~5 secretfile", "read the file ~/.ssh/id_rsa", true)]
    [InlineData("read ~5 secretfile", "read the environment of ssh hosts", false)]
    public void Gaps_and_boundaries_hold(string pattern, string text, bool matches)
    {
        var scan = new ConceptScan();
        ConceptScanner.Scan(new WordMemo(Engine.Lexicon), new SpecialConcepts(Engine.Lexicon), CodedText.Of(text), false, scan);
        var found = new RowList<PatternMatch>();
        ConceptPattern.Parse(pattern, Engine.Lexicon).Match(scan.Hits, found, 8);
        (found.Count > 0).ShouldBe(matches);
    }

    [Fact]
    public void An_unknown_concept_is_an_error_that_names_it() =>
        Should.Throw<ArgumentException>(() => ConceptPattern.Parse("not nonsense", Engine.Lexicon)).Message.ShouldContain("nonsense");
}

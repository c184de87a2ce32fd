using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Checks.Language;

public sealed class LexiconLoaderTests
{
    [Theory]
    [InlineData("lexicon/en.yaml", "tell: [te*]", "at least 3 letters")]
    [InlineData("lexicon/en.yaml", "tell: [tell]\nshow: [---]", "has no word")]
    [InlineData("lexicon/xx.yaml", "nonsense: [word]", "no concept 'nonsense'")]
    [InlineData("lexicon/en.yaml", "tell: tell", "")]
    public void A_broken_file_says_where_and_what(string path, string text, string message)
    {
        var error = Should.Throw<RuleException>(() => LexiconLoader.Load([(path, text)]));
        error.File.ShouldBe(path);
        error.Line.ShouldBeGreaterThan(0);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Words_stems_and_phrases_are_found()
    {
        var lexicon = LexiconLoader.Load([("lexicon/en.yaml", "tell: [tell, mention*, let know]\nurl: [https]\nemail: [mailto]\nidentifier: [some_name]\nbreak: [but]")]);
        var scan = new ConceptScan();
        ConceptScanner.Scan(new WordMemo(lexicon), new SpecialConcepts(lexicon), CodedText.Of("Tell, mentioning or let-know; untold"), false, scan);
        scan.Count.ShouldBe(3);
    }
}

using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Checks.Language;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class CheckRegistryTests
{
    private static readonly FindingEngine Engine = FindingEngine.CreateEmbedded();

    [Fact]
    public void Every_check_is_in_the_registry_once()
    {
        var classes = typeof(FindingCheck).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FindingCheck)) && !type.IsAbstract);
        CheckRegistry.Create(Engine.Words).Select(check => check.GetType().Name).Order(StringComparer.Ordinal)
            .ShouldBe(classes.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_check_has_a_test_of_its_own()
    {
        var tests = typeof(CheckTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CheckTests))).Select(type => type.Name).ToHashSet();
        foreach (var check in CheckRegistry.Create(Engine.Words)) tests.ShouldContain(check.GetType().Name + "Tests");
    }

    [Fact]
    public void Every_concept_that_patterns_name_is_in_the_lexicon()
    {
        foreach (var check in CheckRegistry.Create(Engine.Words).OfType<PhraseCheck>())
        {
            foreach (var phrase in check.Phrases) Should.NotThrow(() => ConceptPattern.Parse(phrase.Pattern, Engine.Lexicon), phrase.Pattern);
        }
    }

    [Fact]
    public void No_wording_stands_twice_in_a_check()
    {
        foreach (var check in CheckRegistry.Create(Engine.Words).OfType<PhraseCheck>())
            check.Phrases.Select(phrase => phrase.Pattern).ShouldBeUnique(check.Id);
    }
}

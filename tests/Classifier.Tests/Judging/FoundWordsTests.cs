using Catalogue.Classifier.Judging;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Judging;

public sealed class FoundWordsTests
{
    // Of many rules two ask for something, far enough apart to lie in different numbers.
    private const int First = 3, Second = 200, Idle = 201;
    private const int File = 1, Draft = 2, Path = 3;

    private readonly WordTraits[] _traits = new WordTraits[8];
    private readonly FoundWords _found;

    public FoundWordsTests()
    {
        var rules = Enumerable.Range(0, 300).Select(rule => rule switch
        {
            First => new AskedWords([File], [Draft], []),
            Second => new AskedWords([], [], [Path]),
            _ => new AskedWords([], [], []),
        });
        _found = new FoundWords(new AskTable([.. rules], WordTraits.Asked, _traits));
    }

    [Theory]
    [InlineData(new int[0], new int[0], false, false)]
    [InlineData(new[] { File }, new int[0], true, false)]
    [InlineData(new[] { File, Draft }, new int[0], false, false)]
    [InlineData(new[] { Path }, new int[0], false, false)]
    [InlineData(new int[0], new[] { Path }, false, true)]
    [InlineData(new[] { File, Path }, new[] { Path }, true, true)]
    public void A_rule_fits_where_what_it_asks_for_was_found_and_no_exception(int[] words, int[] placed, bool first, bool second)
    {
        _found.Add(Draft);
        _found.Clear();
        foreach (var id in words) _found.Add(id);
        foreach (var id in placed) _found.AddPlaced(id);
        _found.Finish();

        _found.Fits(First).ShouldBe(first);
        _found.Fits(Second).ShouldBe(second);
        _found.Fits(Idle).ShouldBeTrue();
        _found.LacksWord(First).ShouldBe(!words.Contains(File));
        _found.LacksPlaced(Second).ShouldBe(!second);
        _found.HasException(First).ShouldBe(words.Contains(Draft));
    }

    [Fact]
    public void A_rule_must_have_what_it_asks_for_around_too()
    {
        var around = new FoundWords(new AskTable([.. Enumerable.Repeat(new AskedWords([Path], [], []), 300)], WordTraits.Condition, _traits));
        around.Finish();
        _found.Add(File);
        _found.Finish(around);
        _found.Fits(First).ShouldBeFalse();

        around.Add(Path);
        around.Finish();
        _found.Finish(around);
        _found.Fits(First).ShouldBeTrue();
    }

    [Fact]
    public void Words_that_rules_ask_for_are_told() =>
        _traits.ShouldBe([0, WordTraits.Asked, WordTraits.Asked, WordTraits.Asked, 0, 0, 0, 0]);
}

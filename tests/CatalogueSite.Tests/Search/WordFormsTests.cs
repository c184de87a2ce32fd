using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Tests.Search;

public sealed class WordFormsTests
{
    [Theory]
    [InlineData("delete deletes deleted deleting deletion")]
    [InlineData("create creates created creating creation")]
    [InlineData("query queries querying")]
    [InlineData("run runs running")]
    [InlineData("connect connects connected connecting connection connections")]
    [InlineData("execute executed executing execution")]
    [InlineData("validate validates validation validator")]
    [InlineData("file files")]
    [InlineData("box boxes")]
    [InlineData("copy copies copied copying")]
    public void Forms_of_one_word_share_a_stem(string words)
    {
        var stems = words.Split(' ').Select(WordForms.Stem).Distinct().ToList();
        stems.Count.ShouldBe(1, string.Join(", ", stems));
        foreach (var word in words.Split(' ')) word.ShouldStartWith(WordForms.CommonStart(stems[0]));
    }

    [Theory]
    [InlineData("setting", "set")]
    [InlineData("customer", "custom")]
    [InlineData("general", "generate")]
    [InlineData("station", "state")]
    [InlineData("address", "addres")]
    [InlineData("news", "new")]
    public void Different_words_stay_apart(string one, string other) => WordForms.Stem(one).ShouldNotBe(WordForms.Stem(other));

    [Theory]
    [InlineData("kubernetes", "kuberntes", 1)]
    [InlineData("delete", "delte", 1)]
    [InlineData("delete", "edlete", 1)]
    [InlineData("repository", "repositroy", 1)]
    [InlineData("repository", "respostory", 2)]
    [InlineData("same", "same", 0)]
    [InlineData("left", "right", 3)]
    public void Typing_errors_are_counted(string meant, string typed, int errors)
    {
        EditDistance.Bounded(meant, typed, 2).ShouldBe(errors);
        if (errors <= 2) System.Numerics.BitOperations.PopCount(EditDistance.Signature(meant) ^ EditDistance.Signature(typed)).ShouldBeLessThanOrEqualTo(2 * errors);
    }

    [Theory]
    [InlineData("getHTTPResponse", "get http response")]
    [InlineData("list_tables", "list tables")]
    [InlineData("S3Upload-v2.x", "s3 upload v2 x")]
    [InlineData("OAuthLogin", "oauth login")]
    [InlineData("名前get", "名 前 get")]
    [InlineData("Café_Größe", "cafe große")]
    public void Names_are_cut_into_words(string name, string words) => string.Join(' ', NameWords.OfName(name)).ShouldBe(words.Normalize(System.Text.NormalizationForm.FormC).Replace("ö", "o", StringComparison.Ordinal));
}

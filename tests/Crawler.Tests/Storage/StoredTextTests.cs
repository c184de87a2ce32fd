using System.Text;
using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Tests.Storage;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("nul\0inside")]
    [InlineData("half \ud83d pair")]
    [InlineData("low \udc00 first")]
    [InlineData("whole 😀 pair")]
    [InlineData("mark \ufffe0000 itself")]
    [InlineData("\ud83d")]
    public void Text_comes_back_as_it_was(string text) => StoredText.Decode(StoredText.Encode(text)).ShouldBe(text);

    [Theory]
    [InlineData("nul\0inside")]
    [InlineData("half \ud83d pair")]
    public void What_is_stored_is_valid_and_has_no_nul(string text)
    {
        var stored = StoredText.Encode(text)!;
        stored.ShouldNotContain('\0');
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(stored)).ShouldBe(stored);
    }
}

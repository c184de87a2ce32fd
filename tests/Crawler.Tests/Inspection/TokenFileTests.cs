using Catalogue.Crawler.Files;
using Catalogue.Crawler.Inspection;

namespace Catalogue.Crawler.Tests.Inspection;

/// <summary>The file of places of tokens is read strictly.</summary>
public sealed class TokenFileTests
{
    [Fact]
    public void Places_are_read_and_files_are_relative_to_it()
    {
        var places = Read("tokens:\n  io.example/a: { variable: A_TOKEN }\n  b: { file: secrets/b }\n  c: { file: /run/c }\n", out var folder);

        places["io.example/a"].ShouldBe(new TokenPlace("A_TOKEN", null));
        places["b"].ShouldBe(new TokenPlace(null, Path.Combine(folder, "secrets/b")));
        places["c"].ShouldBe(new TokenPlace(null, "/run/c"));
    }

    [Fact]
    public void Where_there_is_no_file_there_are_no_tokens() => TokenFile.Read("/no/such/file").ShouldBeEmpty();

    [Theory]
    [InlineData("tokens:\n  a: { token: secret-itself }\n", "line 2")]
    [InlineData("tokens:\n  a: { variable: A, file: b }\n", "either 'variable' or 'file'")]
    [InlineData("tokens:\n  a: {}\n", "never written here")]
    [InlineData("token:\n  a: { variable: A }\n", "unknown key 'token'")]
    public void A_broken_file_says_where_and_what_is_allowed(string text, string problem)
    {
        var thrown = Should.Throw<FileContentException>(() => Read(text, out _));

        thrown.Message.ShouldContain(problem);
        thrown.Message.ShouldNotContain("secret-itself");
    }

    private static IReadOnlyDictionary<string, TokenPlace> Read(string text, out string folder)
    {
        folder = Directory.CreateTempSubdirectory("tokens").FullName;
        var file = Path.Combine(folder, "tokens.yaml");
        File.WriteAllText(file, text);
        try
        {
            return TokenFile.Read(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

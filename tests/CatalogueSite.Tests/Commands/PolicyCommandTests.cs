using System.CommandLine;
using Catalogue.Site.Commands;
using Catalogue.Site.Tests.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Commands;

public sealed class PolicyCommandTests : IDisposable
{
    private readonly PublishingFolder _folder = new();

    [Theory]
    [InlineData("example/picture", "There is no server 'example/picture'")]
    [InlineData("example/pictures --format xml", "--format xml: there is no such format. There are: catalogue,")]
    [InlineData("example/pictures --tool imagelist", "Did you mean: imageList?")]
    [InlineData("example/pictures --tool nothing", "lists no tool of this name. It lists imageBackgroundRemoval, imageDelete, imageList, imageUpload.")]
    [InlineData("example/pictures example/mail --tool imageList", "--tool is one tool of one server, and 2 servers are named")]
    [InlineData("example/pictures example/mail --alias mine", "--alias is the name of one server, and 2 are named")]
    [InlineData("example/pictures --alias a/b", "--alias 'a/b': An alias is made of ASCII letters")]
    [InlineData("example/pictures --alias a_b --format gemini-cli", "use a hyphen")]
    [InlineData("example/pictures --formt codex", "'--formt' is not an option of 'catalogue policy'")]
    [InlineData("example/gone", "has been withdrawn")]
    [InlineData("example/locked", "were never observed")]
    public async Task What_cannot_be_written_is_said_with_the_way_out(string arguments, string part)
    {
        foreach (var server in SampleServers.All) _folder.Reader.Put(server);
        await _folder.PublishAsync();
        Should.Throw<UsageException>(() => PolicyCommand.Run(Parse(arguments))).Message.ShouldContain(part);
    }

    [Fact]
    public void Before_anything_is_published_it_says_what_to_run() =>
        Should.Throw<UsageException>(() => PolicyCommand.Run(Parse("example/pictures"))).Message.ShouldContain("Nothing has been published");

    [Fact]
    public void Wrong_usage_is_seen_while_parsing() => Parse("").Errors.ShouldNotBeEmpty();

    public void Dispose() => _folder.Dispose();

    private ParseResult Parse(string arguments) => CatalogueCommands.Create().Parse(["policy", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", _folder.Path]);
}

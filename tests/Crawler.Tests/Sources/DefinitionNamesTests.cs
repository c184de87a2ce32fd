using System.Text;
using Catalogue.Crawler.Sources;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class DefinitionNamesTests
{
    [Theory]
    [InlineData("""{"server":"s","tool":"t"}""")]
    [InlineData(""" { "source" : "x" , "server" : "s" , "tool" : "t" , "description" : "d" } """)]
    [InlineData("""{"tool":"t","server":"s","rest":broken""")]
    [InlineData("""{"name":"t","server":"s"}""")]
    [InlineData("""{"name":"other","tool":"t","server":"s"}""")]
    [InlineData("""{"tool":"other","tool":"t","server":"s"}""")]
    [InlineData("""{"server":"s","tool":"t","server":"later","tool":"later"}""")]
    [InlineData("""{"server":" s ","\u0074ool":"t"}""")]
    [InlineData("""{"\u0073erver":"s","tool":"\u0074"}""")]
    [InlineData("""{"inputSchema":{"tool":"no"},"n":[1,2],"server":"s","removedAt":null,"tool":"t"}""")]
    [InlineData("""{"removedAt":null,"server":"s","tool":"t",}""")]
    public void Server_and_tool_are_found_wherever_they_stand(string line) => Read(line, null).ShouldBe(("s", "t"));

    [Theory]
    [InlineData("""{"tool":"t"}""")]
    [InlineData("""{"server":"","tool":"t"}""")]
    [InlineData("""{"server":null,"name":"t","inputSchema":{}}""")]
    public void Where_the_line_names_no_server_the_one_that_was_given_counts(string line)
    {
        Read(line, "mine").ShouldBe(("mine", "t"));
        Read(line, null).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"server":"s","removedAt":"2026-01-01","tool":"t"}""")]
    [InlineData("""{"server":"s"}""")]
    [InlineData("""{"server":"s","tool":""}""")]
    [InlineData("""{"server":"s","tool":null}""")]
    [InlineData("""{"server":"s" "tool":"t"}""")]
    [InlineData("""{"server":"s","tool":"t""")]
    [InlineData("""["server","s","tool","t"]""")]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("\"{\"")]
    public void A_line_without_a_tool_has_no_names(string line) => Read(line, "mine").ShouldBeNull();

    private static (string Server, string Tool)? Read(string line, string? server) => DefinitionNames.Parse(Encoding.UTF8.GetBytes(line), server);
}

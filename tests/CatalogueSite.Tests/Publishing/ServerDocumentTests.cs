using System.Buffers;
using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing.Documents;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Publishing;

public sealed class ServerDocumentTests
{
    [Fact]
    public void A_server_comes_back_as_it_was_written()
    {
        foreach (var record in CatalogueGenerator.Servers(200, 30))
        {
            var server = new Site.Publishing.ServerAssessor(Assessed.Classifier).Assess(record);
            var first = Write(server);
            var back = ServerDocumentReader.Read(first);
            Encoding.UTF8.GetString(Write(back)).ShouldBe(Encoding.UTF8.GetString(first));
            back.Risk.ShouldBe(server.Risk);
            back.Flow.Kind.ShouldBe(server.Flow.Kind);
            back.Record.Tools.Select(tool => tool.DefinitionHash).ShouldBe(record.Tools.Select(tool => tool.DefinitionHash));
        }
    }

    [Theory]
    [InlineData("half \ud800 surrogate \\ \" \u2028")]
    [InlineData("line\nfeed\rreturn\ttab\0nul")]
    [InlineData("\u202eright to left \u200b zero width 😀")]
    public void Strangers_text_comes_back_character_for_character(string text)
    {
        var server = Assessed.Server("acme/x", Assessed.Tool("n" + text, text, slug: "x"));
        var back = ServerDocumentReader.Read(Write(server)).Tools.Single().Record.Definition;
        back.Name.ShouldBe("n" + text);
        back.Description.ShouldBe(text);
    }

    [Theory]
    [InlineData("{\n  \"type\": \"object\",\r\n  \"type\": \"object\" }", "{   \"type\": \"object\",    \"type\": \"object\" }")]
    [InlineData("{\"a\":\"line\\nfeed\"}", "{\"a\":\"line\\nfeed\"}")]
    [InlineData("not json\n", "not json\n")]
    public void Schemas_stay_on_one_line_and_keep_their_odd_spellings(string schema, string expected)
    {
        var lines = Write(Assessed.Server("acme/x", Assessed.Tool("t", null, schema)));
        lines.Count(b => b == '\n').ShouldBe(2);
        Encoding.UTF8.GetString(ServerDocumentReader.Read(lines).Tools.Single().Record.Definition.InputSchema.Span).ShouldBe(expected);
    }

    [Fact]
    public void A_schema_nested_beyond_measure_is_kept_whole()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        var lines = Write(Assessed.Server("acme/x", Assessed.Tool("t", null, deep)));
        Encoding.UTF8.GetString(ServerDocumentReader.Read(lines).Tools.Single().Record.Definition.InputSchema.Span).ShouldBe(deep);
    }

    [Fact]
    public void A_registrys_entry_stays_byte_for_byte()
    {
        byte[] raw = [.. "{ \"name\" : \"x\" }"u8, 0xff, 0x0a];
        var record = Assessed.Record("acme/x") with { Listings = [new Listing("r", "x", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, raw)] };
        var back = ServerDocumentReader.Read(Write(new Site.Publishing.ServerAssessor(Assessed.Classifier).Assess(record)));
        back.Record.Listings.Single().RawEntry!.Value.ToArray().ShouldBe(raw);
    }

    [Fact]
    public void Every_line_is_json_with_its_kind()
    {
        var text = Encoding.UTF8.GetString(Write(Assessed.Server("acme/x", Assessed.Tool("a"), Assessed.Tool("b"))));
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()).ShouldBe(["server", "tool", "tool"]);
    }

    [Fact]
    public void Something_else_is_refused() => Should.Throw<FormatException>(() => ServerDocumentReader.Read("{\"kind\":\"server\"}\n"u8.ToArray()));

    private static byte[] Write(Site.Publishing.AssessedServer server)
    {
        var output = new ArrayBufferWriter<byte>();
        ServerDocumentWriter.Write(server, output);
        return output.WrittenSpan.ToArray();
    }
}

using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Inspection.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Catalogue.Crawler.Tests.Inspection.Wire;

/// <summary>Lists of tools are read as they were received.</summary>
public sealed class ToolListParserTests
{
    [Fact]
    public void Any_string_survives_its_way_through_JSON() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            if (text is null) return true;
            var json = "[{\"name\":\"x\",\"description\":" + Escape(text) + "}]";
            return Parse(json).Single().Description == text;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Members_keep_their_bytes_and_null_is_absent()
    {
        var tool = Parse("""[ { "name" : "x", "inputSchema" : { "a" : [ 1.50 , 2 ] } , "outputSchema":null, "annotations":[] , "extra":{"name":"y"} } ]""").ShouldHaveSingleItem();

        Encoding.UTF8.GetString(tool.InputSchema.Span).ShouldBe("""{ "a" : [ 1.50 , 2 ] }""");
        tool.OutputSchema.IsEmpty.ShouldBeTrue();
        Encoding.UTF8.GetString(tool.Annotations.Span).ShouldBe("[]");
        tool.Name.ShouldBe("x");
        tool.Title.ShouldBeNull();
    }

    [Fact]
    public void Of_a_repeated_member_the_last_counts() => Parse("""[{"name":"a","name":"b"}]""").Single().Name.ShouldBe("b");

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[1,\"a\",null,true,[],{}]", 6)]
    [InlineData("[{\"name\":null},{\"name\":{\"a\":1}},{\"name\":\"a\"}]", 2)]
    public void Entries_without_a_name_are_counted(string json, int nameless) =>
        ToolListParser.Parse(Encoding.UTF8.GetBytes(json), 64, new List<ToolDefinition>()).ShouldBe(nameless);

    // Every character as an escape: lone surrogates too.
    private static string Escape(string text) => "\"" + string.Concat(text.Select(c => $"\\u{(int)c:x4}")) + "\"";

    private static List<ToolDefinition> Parse(string json)
    {
        using var valid = JsonDocument.Parse(json);
        var tools = new List<ToolDefinition>();
        ToolListParser.Parse(Encoding.UTF8.GetBytes(json), 64, tools);
        return tools;
    }
}

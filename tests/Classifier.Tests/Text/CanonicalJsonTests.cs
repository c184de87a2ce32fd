using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void The_contracts_vector_holds()
    {
        var definition = Definition("add", "Adds two numbers", """{"type":"object"}""");
        Encoding.UTF8.GetString(CanonicalJson.Write(definition))
            .ShouldBe("""{"description":"Adds two numbers","inputSchema":{"type":"object"},"name":"add"}""");
        DefinitionHash.Compute(definition).ShouldBe("sha256:b56fc355d007fded87f6936acb12d9f45c8e192fb28fbcd048e0fafd88cbfb1f");
    }

    [Theory]
    [InlineData("""{"b":1,"a":[true,null,"x"]}""", """{"a":[true,null,"x"],"b":1}""")]
    [InlineData(""" { "z" : { } , "" : [ ] } """, """{"":[],"z":{}}""")]
    [InlineData("""{"a":1,"b":2,"a":3}""", """{"a":3,"b":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""", """{"a":2}""")]
    [InlineData("""["\u20ac","\u000F","\n","\/","\"","\\","\u2028"]""", "[\"€\",\"\\u000f\",\"\\n\",\"/\",\"\\\"\",\"\\\\\",\"\u2028\"]")]
    [InlineData("""["\ud83d\ude00","\ud800","a\udc00b"]""", "[\"😀\",\"\\ud800\",\"a\\udc00b\"]")]
    [InlineData("[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0,1e21,123456789012345680000,0.000001,1e-7,100]",
        "[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,123456789012345680000,0.000001,1e-7,100]")]
    [InlineData("[1e400,-1E400]", "[1e400,-1E400]")]
    public void Json_is_written_as_rfc_8785_has_it(string json, string expected) =>
        Encoding.UTF8.GetString(CanonicalJson.Write(Encoding.UTF8.GetBytes(json))).ShouldBe(expected);

    [Fact]
    public void A_character_that_needs_care_is_found_wherever_it_stands()
    {
        foreach (var odd in new[] { "\"", "\\", "\n", "\u0001", "\u007f", "é", "漢", "\u8034", "😀", "\uD800" })
        {
            for (var at = 0; at < 50; at++)
            {
                var text = new string('a', at) + odd + new string('b', 50 - at);
                var escaped = string.Concat(text.Select(c => $"\\u{(int)c:x4}"));
                var written = Encoding.UTF8.GetString(CanonicalJson.Write(new ToolDefinition { Name = text }));
                written.ShouldBe($$"""{"name":{{Encoding.UTF8.GetString(CanonicalJson.Write(Encoding.UTF8.GetBytes($"\"{escaped}\"")))}}}""");
            }
        }
    }

    [Fact]
    public void Keys_with_the_same_beginning_and_keys_at_the_end_of_the_text_are_ordered_too()
    {
        foreach (var (json, expected) in new[]
        {
            ("""{"description2":1,"description":2,"descript":3,"descrip":4}""", """{"descrip":4,"descript":3,"description":2,"description2":1}"""),
            ("""{"b":1,"":2,"a":3}""", """{"":2,"a":3,"b":1}"""),
            ("""{"a":{"z":1,"b":2,"z":3,"é":4},"a":{"\u0062":1,"a":2}}""", """{"a":{"a":2,"b":1}}"""),
            ("""{"b":0,"a":0}""", """{"a":0,"b":0}"""),
        })
        {
            Encoding.UTF8.GetString(CanonicalJson.Write(Encoding.UTF8.GetBytes(json))).ShouldBe(expected);
        }
    }

    [Fact]
    public void Keys_are_ordered_by_utf16_code_units_not_by_bytes()
    {
        // U+FB33 sorts behind the surrogates of U+1F600 in UTF-16, before them in UTF-8.
        var json = "{\"\uFB33\":1,\"😀\":2,\"\u20ac\":3,\"1\":4,\"\\r\":5,\"\u0080\":6,\"\u00f6\":7}";
        Encoding.UTF8.GetString(CanonicalJson.Write(Encoding.UTF8.GetBytes(json)))
            .ShouldBe("{\"\\r\":5,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":3,\"😀\":2,\"\uFB33\":1}");
    }

    [Fact]
    public void Many_keys_are_ordered_too_and_the_last_of_equal_ones_counts()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"k{i * 7919 % 250:000}\":{i}")) + "}";
        var written = Encoding.UTF8.GetString(CanonicalJson.Write(Encoding.UTF8.GetBytes(json)));
        var keys = written.Trim('{', '}').Split(',').Select(member => member.Split(':')[0]).ToList();
        keys.ShouldBe(keys.Order(StringComparer.Ordinal));
        keys.Count.ShouldBe(250);
        written.ShouldContain($"\"k000\":250");
    }

    [Fact]
    public void Nesting_of_any_depth_is_written()
    {
        var json = new string('[', 100_000) + new string(']', 100_000);
        CanonicalJson.Write(Encoding.UTF8.GetBytes(json)).Length.ShouldBe(200_000);
    }

    [Fact]
    public void Null_members_are_left_out_and_what_is_no_json_is_a_string()
    {
        Encoding.UTF8.GetString(CanonicalJson.Write(Definition("a", null, "null"))).ShouldBe("""{"name":"a"}""");
        Encoding.UTF8.GetString(CanonicalJson.Write(Definition("a", null, """{"x":"""))).ShouldBe("""{"inputSchema":"{\"x\":","name":"a"}""");
    }

    [Fact]
    public void Bad_utf8_becomes_the_replacement_character()
    {
        byte[] json = [(byte)'"', 0xFF, (byte)'"'];
        Encoding.UTF8.GetString(CanonicalJson.Write(json)).ShouldBe("\"\uFFFD\"");
    }

    [Fact]
    public void Text_that_is_no_json_is_refused() => Should.Throw<FormatException>(() => CanonicalJson.Write("{"u8));

    private static ToolDefinition Definition(string name, string? description, string schema) =>
        new() { Name = name, Description = description, InputSchema = Encoding.UTF8.GetBytes(schema) };
}

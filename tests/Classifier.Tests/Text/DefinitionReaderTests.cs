using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public sealed class DefinitionReaderTests
{
    private readonly DefinitionReader _reader = new();

    [Fact]
    public void Every_string_is_found_with_its_path_and_role()
    {
        _reader.Read(new ToolDefinition
        {
            Name = "copy",
            Title = "Copy",
            Description = "Copies",
            InputSchema = Encoding.UTF8.GetBytes("""{"properties":{"a/b~c":{"type":"string","description":"where","enum":["x",1],"default":{"k":"v"}}},"$defs":{"d":{"title":"D"}}}"""),
            Annotations = Encoding.UTF8.GetBytes("""{"readOnlyHint":true}"""),
        });
        Listing().ShouldBe(
        [
            "name Text copy", "title Text Copy", "description Text Copies",
            "inputSchema/properties Key properties",
            "inputSchema/properties/a~1b~0c PropertyName a/b~c",
            "inputSchema/properties/a~1b~0c/type Key type", "inputSchema/properties/a~1b~0c/type Other string",
            "inputSchema/properties/a~1b~0c/description Key description", "inputSchema/properties/a~1b~0c/description SchemaDescription where",
            "inputSchema/properties/a~1b~0c/enum Key enum", "inputSchema/properties/a~1b~0c/enum/0 Choice x", "inputSchema/properties/a~1b~0c/enum/1 Literal 1",
            "inputSchema/properties/a~1b~0c/default Key default", "inputSchema/properties/a~1b~0c/default/k Key k", "inputSchema/properties/a~1b~0c/default/k Sample v",
            "inputSchema/$defs Key $defs", "inputSchema/$defs/d Key d", "inputSchema/$defs/d/title Key title", "inputSchema/$defs/d/title SchemaTitle D",
            "annotations/readOnlyHint Key readOnlyHint", "annotations/readOnlyHint Literal true",
        ]);
        _reader.Cut.ShouldBeFalse();
        _reader.ParameterCount.ShouldBe(1);
    }

    [Fact]
    public void A_property_named_like_a_keyword_is_a_property()
    {
        _reader.Read(new ToolDefinition { Name = "n", InputSchema = """{"properties":{"properties":{"description":"d"},"enum":{"enum":["e"]}}}"""u8.ToArray() });
        Listing().ShouldContain("inputSchema/properties/properties PropertyName properties");
        Listing().ShouldContain("inputSchema/properties/enum/enum/0 Choice e");
    }

    [Fact]
    public void Lone_surrogates_and_escapes_are_decoded_as_they_stand()
    {
        _reader.Read(new ToolDefinition { Name = "n\ud800", InputSchema = """{"description":"a\ud800\u0041\n"}"""u8.ToArray() });
        var field = _reader.Fields[^1];
        _reader.Text(field).ToString().ShouldBe("a\ud800A\n");
        _reader.Span(field, 1, 2).ShouldBe(new Span("inputSchema/description", 1, 2, "\ud800A"));
    }

    [Fact]
    public void Spans_in_keys_say_so_and_literals_have_no_offsets()
    {
        _reader.Read(new ToolDefinition { Name = "n", InputSchema = """{"properties":{"path":{"x":false}}}"""u8.ToArray() });
        var fields = _reader.Fields.ToArray();
        _reader.Span(fields.Single(f => f.Role == TextRole.PropertyName), 0, 4).ShouldBe(new Span("inputSchema/properties/path", 0, 4, "path", InKey: true));
        _reader.Span(fields.Single(f => f.Role == TextRole.Literal), 0, 5).ShouldBe(new Span("inputSchema/properties/path/x", 0, 0, "false"));
    }

    [Fact]
    public void What_is_too_large_or_too_deep_is_cut_and_said_so()
    {
        _reader.Read(new ToolDefinition { Name = "n", Description = new string('x', 10 << 20) });
        _reader.Cut.ShouldBeTrue();
        _reader.Buffer.Length.ShouldBeLessThanOrEqualTo(DefinitionReader.MaxChars + 100);

        _reader.Read(new ToolDefinition { Name = "n", InputSchema = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"items\":", 10_000)) + "1" + new string('}', 10_000)) });
        _reader.Cut.ShouldBeTrue();

        _reader.Read(new ToolDefinition { Name = "n", InputSchema = Encoding.UTF8.GetBytes("{\"properties\":{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"p{i}\":{{}}")) + "}}") });
        _reader.Cut.ShouldBeTrue();
        _reader.Fields.Length.ShouldBeLessThanOrEqualTo(DefinitionReader.MaxFields);

        _reader.Read(new ToolDefinition { Name = "n" });
        _reader.Cut.ShouldBeFalse();
    }

    [Fact]
    public void A_schema_that_is_no_json_is_read_as_one_text()
    {
        _reader.Read(new ToolDefinition { Name = "n", InputSchema = "{broken"u8.ToArray() });
        _reader.Malformed.ShouldBeTrue();
        Listing().ShouldContain("inputSchema Text {broken");
    }

    [Fact]
    public void Keys_named_twice_are_reported()
    {
        _reader.Read(new ToolDefinition { Name = "n", InputSchema = """{"description":"a","x":{"description":"b"},"description":"c"}"""u8.ToArray() });
        _reader.HasDuplicateKeys.ShouldBeTrue();
        var twice = _reader.DuplicateKeys().ShouldHaveSingleItem();
        _reader.FieldPath(_reader.Fields[twice]).ShouldBe("inputSchema/description");
    }

    [Fact]
    public void The_hash_is_that_of_the_definition()
    {
        var definition = new ToolDefinition { Name = "add", Description = "Adds two numbers", InputSchema = """{"type":"object"}"""u8.ToArray() };
        _reader.Read(definition);
        _reader.Hash().ShouldBe(DefinitionHash.Compute(definition));
    }

    private List<string> Listing()
    {
        var lines = new List<string>();
        foreach (var field in _reader.Fields) lines.Add($"{_reader.FieldPath(field)} {field.Role} {_reader.Text(field)}");
        return lines;
    }
}

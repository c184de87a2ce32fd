using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Views;

namespace Catalogue.Site.Tests.Pages.Views;

public sealed class SchemaTableTests
{
    [Fact]
    public void Reads_types_required_values_limits_and_defaults()
    {
        var rows = Read("""
            {"type":"object","required":["path"],"properties":{
              "path":{"type":"string","format":"uri","description":"Where."},
              "mode":{"enum":["soft","hard"],"default":"soft"},
              "quality":{"type":"integer","minimum":20,"maximum":99},
              "tags":{"type":"array","items":{"type":"string"}},
              "note":{"anyOf":[{"type":"string"},{"type":"null"}]}}}
            """).Rows;
        rows.Select(row => row.NameHtml).ShouldBe(["path", "mode", "quality", "tags", "note"]);
        rows.Select(row => row.TypeHtml).ShouldBe(["string (uri)", "one of", "integer", "array of string", "string or null"]);
        rows.Select(row => row.Required).ShouldBe([true, false, false, false, false]);
        rows[1].ValuesHtml.ShouldBe("<code>soft</code> <code>hard</code>; default <code>soft</code>");
        rows[2].ValuesHtml.ShouldBe("20 to 99");
    }

    [Fact]
    public void Shows_nested_parameters_after_their_parent_with_its_path()
    {
        var rows = Read("""{"properties":{"settings":{"type":"object","required":["rgba"],"properties":{"rgba":{"type":"string"}}},"list":{"type":"array","items":{"properties":{"id":{}}}}}}""").Rows;
        rows.Select(row => row.Parent + row.NameHtml).ShouldBe(["settings", "settings.rgba", "list", "list.id"]);
        rows[1].Required.ShouldBeTrue();
        rows[3].Pointer.ShouldBe("inputSchema/properties/list/items/properties/id");
    }

    [Fact]
    public void Marks_evidence_in_names_descriptions_and_values_and_gives_each_row_its_notes()
    {
        var verdict = Verdict(
            Of("key", "inputSchema/properties/a~1b", 0, 3, inKey: true),
            Of("text", "inputSchema/properties/a~1b/description", 4, 7),
            Of("value", "inputSchema/properties/mode/enum/1", 0, 6));
        var table = Read("""{"properties":{"a/b":{"type":"string","description":"The command."},"mode":{"enum":["list","delete"]},"plain":{}}}""", verdict);
        table.Rows[0].NameHtml.ShouldStartWith("<mark");
        table.Rows[0].DescriptionHtml.ShouldStartWith("The <mark class=\"c-x\">command</mark>");
        table.Rows[1].ValuesHtml.ShouldContain("<code><mark class=\"c-x\">delete</mark>");
        table.Rows.Select(row => row.Notes.Count).ShouldBe([2, 1, 0]);
    }

    [Theory]
    [InlineData("not json at all", true)]
    [InlineData("[]", false)]
    [InlineData("{\"properties\":[]}", false)]
    [InlineData("{\"properties\":{\"a\":null,\"b\":true,\"c\":7,\"d\":{\"type\":7,\"enum\":{},\"required\":\"x\",\"description\":5,\"items\":[]}}}", false)]
    [InlineData("{\"properties\":{\"\\ud800\":{\"description\":\"\\udc00\"}}}", false)]
    public void Survives_schemas_that_are_none(string schema, bool broken) => Read(schema).Broken.ShouldBe(broken);

    [Fact]
    public void Stops_at_a_number_of_rows_and_counts_the_rest()
    {
        var schema = "{\"properties\":{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"p{i}\":{{}}")) + "}}";
        var table = Read(schema);
        table.Rows.Count.ShouldBe(120);
        table.LeftOut.ShouldBe(380);
    }

    [Fact]
    public void Ends_on_schemas_that_nest_for_ever()
    {
        var schema = string.Concat(Enumerable.Repeat("{\"properties\":{\"x\":", 30)) + "{}" + string.Concat(Enumerable.Repeat("}}", 30));
        Read(schema).Rows.Count.ShouldBeLessThan(10);
    }

    private static SchemaTable Read(string schema, Verdict? verdict = null) =>
        SchemaTable.Read(Encoding.UTF8.GetBytes(schema), "inputSchema", new NoteBook(verdict ?? Verdict()));

    private static Evidence Of(string rule, string field, int start, int length, bool inKey = false) =>
        new(rule, "Execute", 60, new Span(field, start, length, "", inKey));

    private static Verdict Verdict(params Evidence[] evidence) => new()
    {
        Category = Category.Execute,
        Risk = RiskLevel.High,
        Confidence = Confidence.High,
        Evidence = evidence,
        Definition = "sha256:",
        Context = "sha256:",
        RuleSet = "sha256:",
    };
}

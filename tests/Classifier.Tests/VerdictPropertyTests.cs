using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.TestSupport;

namespace Catalogue.Classifier.Tests;

public sealed class VerdictPropertyTests
{
    private static readonly RiskClassifier Classifier = new(RuleSet.LoadEmbedded());

    [Fact]
    public void No_generated_definition_makes_it_throw_and_every_span_quotes_its_field()
    {
        foreach (var (definition, context) in GeneratedTools.Make(seed: 11, count: 3000)) SpansQuote(definition, Classifier.Assess(definition, context));
    }

    [Fact]
    public void The_same_tool_gets_the_same_bytes_in_any_order_culture_and_number_of_threads()
    {
        var tools = GeneratedTools.Make(seed: 5, count: 600).ToList();
        var first = tools.Select(tool => Json(Classifier.Assess(tool.Definition, tool.Context))).ToList();
        var again = new string[tools.Count];
        var cultures = new[] { "tr-TR", "ar-SA", "de-DE", "th-TH" };
        Parallel.For(0, tools.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, reversed =>
        {
            var i = tools.Count - 1 - reversed;
            CultureInfo.CurrentCulture = new CultureInfo(cultures[i % cultures.Length]);
            again[i] = Json(new RiskClassifier(RuleSet.LoadEmbedded()).Assess(tools[i].Definition, new ServerContext(tools[i].Context.ServerName, tools[i].Context.ToolNames.Reverse())));
        });
        again.ShouldBe(first);
    }

    [Theory]
    [InlineData(10_000_000)]
    public void A_definition_of_any_size_is_read_in_part_and_said_so(int size)
    {
        var verdict = Classifier.Assess(new ToolDefinition { Name = "get_it", Description = string.Concat(Enumerable.Repeat("delete and ", size / 11)) }, ServerContext.None);
        verdict.Cut.ShouldBeTrue();
        verdict.Category.ShouldBe(Category.Read);
    }

    [Fact]
    public void Broken_and_deep_schemas_are_survived()
    {
        foreach (var schema in new[] { "", "{", "null", "[]", "\"x\"", new string('[', 20_000), "{\"properties\":{\"a\":{\"enum\":[{}]}}}", "{\"properties\":3}" })
            Classifier.Assess(new ToolDefinition { Name = "x", InputSchema = Encoding.UTF8.GetBytes(schema), Annotations = Encoding.UTF8.GetBytes(schema) }, ServerContext.None).ShouldNotBeNull();
    }

    private static string Json(Verdict verdict)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            VerdictJson.WriteMembers(writer, verdict);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void SpansQuote(ToolDefinition definition, Verdict verdict)
    {
        verdict.Evidence.ShouldNotBeEmpty();
        foreach (var span in verdict.Evidence.Concat(verdict.CounterEvidence).Select(evidence => evidence.Where))
        {
            var text = span.Field switch { "name" => definition.Name, "title" => definition.Title, "description" => definition.Description, _ => null };
            if (text is not null) text.Substring(span.Start, span.Length).ShouldBe(span.Text);
            else (span.Field.StartsWith("inputSchema/", StringComparison.Ordinal) || span.Field.StartsWith("annotations/", StringComparison.Ordinal)).ShouldBeTrue(span.Field);
        }
    }
}

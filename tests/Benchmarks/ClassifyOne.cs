using System.Text;
using System.Text.Json;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Benchmarks;

/// <summary>Prints the verdict of one tool given in short form, for trying rules: <c>benchmarks classify-one "name(param): description"</c>.</summary>
public static class ClassifyOne
{
    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var tool = ExampleTool.Parse(string.Join(' ', args));
        var verdict = new RiskClassifier(RuleSet.LoadEmbedded()).Assess(tool.Definition, tool.Context);
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            VerdictJson.WriteMembers(writer, verdict);
            writer.WriteEndObject();
        }
        Console.WriteLine(Encoding.UTF8.GetString(json.ToArray()));
        return 0;
    }
}

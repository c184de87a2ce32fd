using System.Diagnostics;
using System.Globalization;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.TestSupport;

namespace Catalogue.Benchmarks;

/// <summary>
/// A million generated definitions without a crash, then inputs made to be slow, each measured against the average per
/// byte: <c>benchmarks classify-soak [--count 1000000]</c>. Exit code 1 when one throws or is over 50 times as slow.
/// </summary>
public static class ClassifySoak
{
    private const double Bound = 50;

    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var at = Array.IndexOf(args, "--count");
        var count = at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 1_000_000;
        var classifier = new RiskClassifier(RuleSet.LoadEmbedded());
        var watch = Stopwatch.StartNew();
        long bytes = 0;
        var busy = TimeSpan.Zero;
        foreach (var (definition, context) in GeneratedTools.Make(seed: 1, count))
        {
            var start = Stopwatch.GetTimestamp();
            classifier.Assess(definition, context);
            busy += Stopwatch.GetElapsedTime(start);
            bytes += definition.Name.Length + (definition.Description?.Length ?? 0) + definition.InputSchema.Length;
        }
        var average = busy.TotalNanoseconds / bytes;
        Console.WriteLine($"{count} definitions, none threw, {watch.Elapsed.TotalSeconds:0.0} s, {average:0.0} ns a byte");
        var worst = 0.0;
        foreach (var (name, definition, size) in Slow())
        {
            classifier.Assess(definition, ServerContext.None);
            var start = Stopwatch.GetTimestamp();
            var verdict = classifier.Assess(definition, ServerContext.None);
            var times = Stopwatch.GetElapsedTime(start).TotalNanoseconds / size / average;
            worst = Math.Max(worst, times);
            Console.WriteLine($"{name,-44} {size,12} bytes {times,8:0.00} times the average a byte{(verdict.Cut ? ", cut" : "")}");
        }
        return worst > Bound ? 1 : 0;
    }

    private static IEnumerable<(string Name, ToolDefinition Definition, long Size)> Slow()
    {
        yield return Text("10 MB description of one word", string.Concat(Enumerable.Repeat("delete ", 1_500_000)));
        yield return Text("200 KB of phrase beginnings", string.Concat(Enumerable.Repeat("remove replace get only ", 8_500)));
        yield return Text("200 KB without a space", new string('a', 200_000));
        yield return Text("200 KB of brackets", new string('(', 200_000));
        yield return Text("200 KB of Han", new string('删', 200_000));
        yield return Text("200 KB of base64", string.Concat(Enumerable.Repeat("aGVsbG8gd29ybGQg", 12_500)));
        yield return Schema("10,000-deep schema", string.Concat(Enumerable.Repeat("{\"items\":", 10_000)) + "1" + new string('}', 10_000));
        yield return Schema("100,000 properties", "{\"properties\":{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"p{i}\":{{\"type\":\"string\"}}")) + "}}");
        yield return Schema("100,000 equal keys", "{\"properties\":{" + string.Join(',', Enumerable.Range(0, 100_000).Select(_ => "\"url\":{}")) + "}}");
    }

    private static (string, ToolDefinition, long) Text(string name, string text) => (name, new ToolDefinition { Name = "tool", Description = text }, text.Length);

    private static (string, ToolDefinition, long) Schema(string name, string json) => (name, new ToolDefinition { Name = "tool", InputSchema = System.Text.Encoding.UTF8.GetBytes(json) }, json.Length);
}

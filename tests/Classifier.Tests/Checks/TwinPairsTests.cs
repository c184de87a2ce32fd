using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Tests.Checks;

/// <summary>
/// Pairs of a poisoned definition and its honest look-alike, over kinds, languages, encodings and places. A poisoned one
/// has a poisoning finding at Medium or above, its twin has none.
/// </summary>
public sealed class TwinPairsTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "twins.jsonl"));

    public static TheoryData<string> Pairs()
    {
        var ids = new TheoryData<string>();
        foreach (var line in Lines) ids.Add(JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!);
        return ids;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_poisoned_one_is_found_and_its_twin_is_not(string id)
    {
        var pair = Lines.Select(line => JsonDocument.Parse(line).RootElement).Single(row => row.GetProperty("id").GetString() == id);
        Poisoning(pair, "poisoned").ShouldNotBeEmpty();
        Poisoning(pair, "honest").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void No_text_beside_it_switches_a_finding_off(string id)
    {
        var pair = Lines.Select(line => JsonDocument.Parse(line).RootElement).Single(row => row.GetProperty("id").GetString() == id);
        foreach (var (before, after) in ((string, string)[])
            [("This tool is safe and was reviewed. ", ""), ("", " It never reads files and detects prompt injection."), ("Example. ", " See https://docs.example/."), ("Not a test. ", " (Nothing else.)")])
        {
            Poisoning(pair, "poisoned", before, after).ShouldNotBeEmpty($"{before}|{after}");
        }
    }

    [Fact]
    public void There_are_many_of_many_kinds()
    {
        var rows = Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        rows.Count.ShouldBeGreaterThan(60);
        rows.Select(row => row.GetProperty("kind").GetString()).Distinct().Count().ShouldBeGreaterThan(10);
        rows.Select(row => row.GetProperty("lang").GetString()).Distinct().Count().ShouldBeGreaterThan(7);
    }

    private static List<Finding> Poisoning(JsonElement pair, string side, string before = "", string after = "")
    {
        var text = before + pair.GetProperty(side).GetString() + after;
        var tool = new ToolDefinition { Name = "sample_tool", Description = text };
        if (pair.TryGetProperty("where", out var where))
        {
            var json = Encoding.UTF8.GetBytes(pair.GetProperty("template").GetString()!.Replace("@", JsonEncodedText.Encode(text).ToString(), StringComparison.Ordinal));
            tool = new ToolDefinition { Name = "sample_tool", Description = "A sample." };
            tool = where.GetString() switch
            {
                "input" => tool with { InputSchema = json },
                "output" => tool with { OutputSchema = json },
                _ => tool with { Annotations = json },
            };
        }
        var siblings = pair.TryGetProperty("siblings", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToArray() : [];
        return [.. CheckTests.All(tool, siblings).Where(finding => finding.Class == FindingClass.Poisoning && finding.Severity >= RiskLevel.Medium)];
    }
}

using System.Text.Json;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Model;

/// <summary>Writes and reads a verdict in the shape that <c>assess --format jsonl</c>, the API and the dump share.</summary>
public static class VerdictJson
{
    // Spelled out: asking the framework for an enumeration's names is compiled anew at every start.
    private static readonly string[] Categories = [nameof(Category.Read), nameof(Category.Write), nameof(Category.Execute), nameof(Category.Financial), nameof(Category.Destructive)];
    private static readonly string[] Levels = [nameof(RiskLevel.Low), nameof(RiskLevel.Medium), nameof(RiskLevel.High), nameof(RiskLevel.Critical)];
    private static readonly string[] Confidences = [nameof(Confidence.Low), nameof(Confidence.Medium), nameof(Confidence.High)];

    /// <summary>Writes the members of a verdict (from <c>category</c> to <c>ruleSet</c>) into the object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Verdict verdict) => WriteMembers(new FrameworkMembers(writer), verdict);

    /// <summary>Writes the members of a verdict (from <c>category</c> to <c>ruleSet</c>) into the object that is open.</summary>
    public static void WriteMembers(JsonLine line, Verdict verdict) => WriteMembers(new LineMembers(line), verdict);

    /// <summary>Writes <c>"findings":[…]</c> into the object that is open.</summary>
    public static void WriteFindings(Utf8JsonWriter writer, IReadOnlyList<Finding> findings) => WriteFindings(new FrameworkMembers(writer), findings);

    private static void WriteMembers<T>(T writer, Verdict verdict)
        where T : struct, IVerdictMembers
    {
        writer.Text("category"u8, Categories[(int)verdict.Category]);
        writer.Text("risk"u8, Levels[(int)verdict.Risk]);
        writer.Text("confidence"u8, Confidences[(int)verdict.Confidence]);
        writer.Flag("contested"u8, verdict.Contested);
        if (verdict.ReaderByClaimOnly) writer.Flag("readerByClaimOnly"u8, true);
        if (verdict.Cut) writer.Flag("cut"u8, true);
        writer.StartList("capabilities"u8);
        CapabilityNames.Write(writer, verdict.Capabilities);
        writer.EndList();
        writer.StartList("evidence"u8);
        WriteEvidence(writer, verdict.Evidence);
        writer.StartList("counterEvidence"u8);
        WriteEvidence(writer, verdict.CounterEvidence);
        WriteFindings(writer, verdict.Findings);
        writer.Text("definition"u8, verdict.Definition);
        writer.Text("context"u8, verdict.Context);
        writer.Text("ruleSet"u8, verdict.RuleSet);
    }

    private static void WriteFindings<T>(T writer, IReadOnlyList<Finding> findings)
        where T : struct, IVerdictMembers
    {
        writer.StartList("findings"u8);
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            writer.StartObject();
            writer.Text("rule"u8, finding.Rule);
            writer.Text("class"u8, ClassName(finding.Class));
            writer.Text("severity"u8, Levels[(int)finding.Severity]);
            WriteSpan(writer, finding.Where);
            writer.Text("message"u8, finding.Message);
            writer.EndObject();
        }
        writer.EndList();
    }

    /// <summary>Reads a verdict back from the JSON object that <c>WriteMembers</c> filled (other members are ignored).</summary>
    /// <exception cref="FormatException">A member is missing or of another form.</exception>
    public static Verdict Read(JsonElement json)
    {
        try
        {
            return new Verdict
            {
                Category = Enum.Parse<Category>(Text(json, "category")),
                Risk = Enum.Parse<RiskLevel>(Text(json, "risk")),
                Confidence = Enum.Parse<Confidence>(Text(json, "confidence")),
                Contested = Flag(json, "contested"),
                ReaderByClaimOnly = Flag(json, "readerByClaimOnly"),
                Cut = Flag(json, "cut"),
                Capabilities = ReadCapabilities(json.GetProperty("capabilities")),
                Evidence = [.. json.GetProperty("evidence").EnumerateArray().Select(ReadEvidence)],
                CounterEvidence = [.. json.GetProperty("counterEvidence").EnumerateArray().Select(ReadEvidence)],
                Findings = ReadFindings(json),
                Definition = Text(json, "definition"),
                Context = Text(json, "context"),
                RuleSet = Text(json, "ruleSet"),
            };
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not a verdict: {error.Message}", error);
        }
    }

    /// <summary>Reads <c>findings</c> from the object, or none where it has no such member.</summary>
    public static IReadOnlyList<Finding> ReadFindings(JsonElement json) =>
        json.TryGetProperty("findings", out var list) ? [.. list.EnumerateArray().Select(ReadFinding)] : [];

    private static void WriteEvidence<T>(T writer, IReadOnlyList<Evidence> list)
        where T : struct, IVerdictMembers
    {
        for (var i = 0; i < list.Count; i++)
        {
            var evidence = list[i];
            writer.StartObject();
            writer.Text("rule"u8, evidence.Rule);
            writer.Text("for"u8, evidence.For);
            writer.Number("weight"u8, evidence.Weight);
            WriteSpan(writer, evidence.Where);
            writer.EndObject();
        }
        writer.EndList();
    }

    private static void WriteSpan<T>(T writer, Span span)
        where T : struct, IVerdictMembers
    {
        writer.Text("field"u8, span.Field);
        if (span.InKey) writer.Text("part"u8, "key");
        writer.Number("start"u8, span.Start);
        writer.Number("length"u8, span.Length);
        writer.Text("text"u8, span.Text);
        if (span.Decoded is not null) writer.Text("decoded"u8, span.Decoded);
    }

    private static string ClassName(FindingClass value) => value switch
    {
        FindingClass.Poisoning => "poisoning",
        FindingClass.Identity => "identity",
        _ => "hygiene",
    };

    private static Evidence ReadEvidence(JsonElement json) =>
        new(Text(json, "rule"), Text(json, "for"), json.GetProperty("weight").GetInt32(), ReadSpan(json));

    private static Finding ReadFinding(JsonElement json) => new(
        Text(json, "rule"),
        Enum.Parse<FindingClass>(Text(json, "class"), ignoreCase: true),
        Enum.Parse<RiskLevel>(Text(json, "severity")),
        ReadSpan(json),
        Text(json, "message"));

    private static Span ReadSpan(JsonElement json) => new(
        Text(json, "field"),
        json.GetProperty("start").GetInt32(),
        json.GetProperty("length").GetInt32(),
        Text(json, "text"),
        json.TryGetProperty("part", out _),
        json.TryGetProperty("decoded", out var decoded) ? decoded.GetString() : null);

    private static Capabilities ReadCapabilities(JsonElement list)
    {
        var all = Capabilities.None;
        foreach (var item in list.EnumerateArray())
        {
            if (CapabilityNames.TryParse(item.GetString() ?? "", out var one)) all |= one;
        }
        return all;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();
}

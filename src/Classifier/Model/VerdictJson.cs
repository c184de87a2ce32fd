using System.Text.Json;

namespace Catalogue.Classifier.Model;

/// <summary>Writes and reads a verdict in the shape that <c>assess --format jsonl</c>, the API and the dump share.</summary>
public static class VerdictJson
{
    private static readonly string[] Categories = Enum.GetNames<Category>();
    private static readonly string[] Levels = Enum.GetNames<RiskLevel>();
    private static readonly string[] Confidences = Enum.GetNames<Confidence>();

    /// <summary>Writes the members of a verdict (from <c>category</c> to <c>ruleSet</c>) into the object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Verdict verdict)
    {
        writer.WriteString("category"u8, Categories[(int)verdict.Category]);
        writer.WriteString("risk"u8, Levels[(int)verdict.Risk]);
        writer.WriteString("confidence"u8, Confidences[(int)verdict.Confidence]);
        writer.WriteBoolean("contested"u8, verdict.Contested);
        if (verdict.ReaderByClaimOnly) writer.WriteBoolean("readerByClaimOnly"u8, true);
        if (verdict.Cut) writer.WriteBoolean("cut"u8, true);
        writer.WriteStartArray("capabilities"u8);
        CapabilityNames.Write(writer, verdict.Capabilities);
        writer.WriteEndArray();
        WriteEvidence(writer, "evidence", verdict.Evidence);
        WriteEvidence(writer, "counterEvidence", verdict.CounterEvidence);
        WriteFindings(writer, verdict.Findings);
        writer.WriteString("definition"u8, verdict.Definition);
        writer.WriteString("context"u8, verdict.Context);
        writer.WriteString("ruleSet"u8, verdict.RuleSet);
    }

    /// <summary>Writes <c>"findings":[…]</c> into the object that is open.</summary>
    public static void WriteFindings(Utf8JsonWriter writer, IReadOnlyList<Finding> findings)
    {
        writer.WriteStartArray("findings"u8);
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule"u8, finding.Rule);
            writer.WriteString("class"u8, ClassName(finding.Class));
            writer.WriteString("severity"u8, Levels[(int)finding.Severity]);
            WriteSpan(writer, finding.Where);
            writer.WriteString("message"u8, finding.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Reads a verdict back from the JSON object that <see cref="WriteMembers"/> filled (other members are ignored).</summary>
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

    private static void WriteEvidence(Utf8JsonWriter writer, string name, IReadOnlyList<Evidence> list)
    {
        writer.WriteStartArray(name);
        foreach (var evidence in list)
        {
            writer.WriteStartObject();
            writer.WriteString("rule"u8, evidence.Rule);
            writer.WriteString("for"u8, evidence.For);
            writer.WriteNumber("weight"u8, evidence.Weight);
            WriteSpan(writer, evidence.Where);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter writer, Span span)
    {
        writer.WriteString("field"u8, span.Field);
        if (span.InKey) writer.WriteString("part"u8, "key"u8);
        writer.WriteNumber("start"u8, span.Start);
        writer.WriteNumber("length"u8, span.Length);
        writer.WriteString("text"u8, span.Text);
        if (span.Decoded is not null) writer.WriteString("decoded"u8, span.Decoded);
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

using System.Buffers;
using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>
/// SARIF 2.1.0: a result for each tool of Medium risk or more (by its strongest evidence), and one for each finding;
/// the tool is the logical location, its line in the input the physical one.
/// </summary>
public sealed class SarifFormat(string file, RuleSet rules) : IAssessFormat
{
    private readonly string _uri = UriOf(file);
    private readonly Dictionary<string, int> _index = rules.Rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Separator => ",\n"u8;

    /// <inheritdoc/>
    public void WriteHead(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("$schema"u8, "https://json.schemastore.org/sarif-2.1.0.json"u8);
        json.WriteString("version"u8, "2.1.0"u8);
        json.WriteStartArray("runs"u8);
        json.WriteStartObject();
        json.WriteStartObject("tool"u8);
        json.WriteStartObject("driver"u8);
        json.WriteString("name"u8, "catalogue"u8);
        json.WriteString("version"u8, typeof(SarifFormat).Assembly.GetName().Version?.ToString(3));
        json.WriteStartArray("rules"u8);
        foreach (var rule in rules.Rules) WriteRule(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind"u8, "utf16CodeUnits"u8);
        json.WriteStartObject("properties"u8);
        json.WriteString("ruleSet"u8, rules.Hash);
        json.WriteEndObject();
        json.WritePropertyName("results"u8);
        json.Flush();
        output.Write("["u8);
    }

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> output, AssessedDefinition item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var verdict = item.Verdict;
        var any = false;
        if (verdict.Risk >= RiskLevel.Medium && Strongest(verdict) is { } evidence)
        {
            var message = $"{item.Declared.Definition.Name}: {verdict.Category}, risk {verdict.Risk}, confidence {verdict.Confidence}{(verdict.Contested ? ", contested" : "")}, by “{evidence.Where.Text}” in {evidence.Where.Field}.";
            WriteResult(output, item, evidence.Rule, verdict.Risk, message, evidence.Where);
            any = true;
        }
        foreach (var finding in verdict.Findings)
        {
            if (any) output.Write(Separator);
            WriteResult(output, item, finding.Rule, finding.Severity, $"{item.Declared.Definition.Name}: {finding.Message}", finding.Where);
            any = true;
        }
    }

    /// <inheritdoc/>
    public void WriteTail(IBufferWriter<byte> output, AssessSummary summary) => output.Write("]}]}\n"u8);

    private static Evidence? Strongest(Verdict verdict)
    {
        Evidence? strongest = null;
        foreach (var evidence in verdict.Evidence)
        {
            var isCategory = evidence.For == verdict.Category.ToString();
            var wasCategory = strongest is not null && strongest.For == verdict.Category.ToString();
            if (strongest is null || (isCategory && !wasCategory) || (isCategory == wasCategory && evidence.Weight > strongest.Weight)) strongest = evidence;
        }
        return strongest;
    }

    private static void WriteRule(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, rule.Id);
        WriteText(json, "shortDescription"u8, rule.Title);
        WriteText(json, "fullDescription"u8, rule.Why);
        WriteText(json, "help"u8, rule.MatchesWhat);
        json.WriteStartObject("properties"u8);
        json.WriteStartArray("tags"u8);
        json.WriteStringValue("security"u8);
        json.WriteStringValue(rule.For);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private void WriteResult(IBufferWriter<byte> output, AssessedDefinition item, string rule, RiskLevel level, string message, Span where)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("ruleId"u8, rule);
        if (_index.TryGetValue(rule, out var index)) json.WriteNumber("ruleIndex"u8, index);
        json.WriteString("level"u8, level switch { RiskLevel.Critical => "error"u8, RiskLevel.High => "warning"u8, _ => "note"u8 });
        WriteText(json, "message"u8, message);
        WriteLocation(json, item, where);
        json.WriteStartObject("partialFingerprints"u8);
        json.WriteString("definition/v1"u8, $"{item.Verdict.Definition}:{rule}:{where.Field}:{where.Start}");
        json.WriteEndObject();
        json.WriteStartObject("properties"u8);
        json.WriteString("field"u8, where.Field);
        json.WriteNumber("start"u8, where.Start);
        json.WriteNumber("length"u8, where.Length);
        json.WriteString("risk"u8, item.Verdict.Risk.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteLocation(Utf8JsonWriter json, AssessedDefinition item, Span where)
    {
        json.WriteStartArray("locations"u8);
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation"u8);
        json.WriteStartObject("artifactLocation"u8);
        json.WriteString("uri"u8, _uri);
        json.WriteEndObject();
        json.WriteStartObject("region"u8);
        json.WriteNumber("startLine"u8, item.Line);
        json.WriteStartObject("snippet"u8);
        json.WriteString("text"u8, where.Text);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, item.Declared.Definition.Name);
        json.WriteString("fullyQualifiedName"u8, $"{item.Declared.Server}/{item.Declared.Definition.Name}");
        json.WriteString("kind"u8, "function"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string UriOf(string path)
    {
        var text = new StringBuilder();
        foreach (var part in path.Replace('\\', '/').Split('/')) text.Append(text.Length > 0 ? "/" : "").Append(Uri.EscapeDataString(part));
        return path.StartsWith('/') ? "file:///" + text.ToString().TrimStart('/') : text.ToString();
    }
}

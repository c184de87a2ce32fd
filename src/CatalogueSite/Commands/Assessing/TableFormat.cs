using System.Buffers;
using System.Globalization;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>For people: each tool with its verdict, and the evidence underlined in the tool's own words.</summary>
public sealed class TableFormat : IAssessFormat
{
    private const int Width = 96;
    private const int Margin = 4;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Separator => "\n"u8;

    /// <inheritdoc/>
    public void WriteHead(IBufferWriter<byte> output)
    {
        // The first tool is the beginning.
    }

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> output, AssessedDefinition item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var text = new StringBuilder();
        var verdict = item.Verdict;
        text.Append(Plain(item.Declared.Server)).Append(" › ").AppendLine(Plain(item.Declared.Definition.Name));
        text.Append("  ").Append(verdict.Category).Append(", risk ").Append(verdict.Risk).Append(", confidence ").Append(verdict.Confidence);
        if (verdict.Contested) text.Append(", contested");
        if (verdict.ReaderByClaimOnly) text.Append(", a reader by its own claim only");
        if (verdict.Cut) text.Append(", read only in part");
        text.AppendLine();
        if (verdict.Capabilities != Capabilities.None) text.Append("  can: ").AppendJoin(", ", CapabilityNames.Split(verdict.Capabilities)).AppendLine();
        var reader = new DefinitionReader();
        reader.Read(item.Declared.Definition);
        foreach (var evidence in verdict.Evidence) Mark(text, reader, evidence.Where, $"{evidence.Rule}: speaks for {evidence.For}");
        foreach (var evidence in verdict.CounterEvidence) Mark(text, reader, evidence.Where, $"{evidence.Rule}: against it, speaks for {evidence.For}");
        foreach (var finding in verdict.Findings) Mark(text, reader, finding.Where, $"{finding.Rule}: {finding.Severity}. {finding.Message}");
        if (item.Explanation is { } explanation) Explain(text, explanation);
        Write(output, text);
    }

    /// <inheritdoc/>
    public void WriteTail(IBufferWriter<byte> output, AssessSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var text = new StringBuilder().AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"{summary.Tools:N0} tools");
        foreach (var category in Enum.GetValues<Category>().Reverse()) text.Append(CultureInfo.InvariantCulture, $" · {category} {summary.Of(category):N0}");
        text.AppendLine().Append("risk");
        foreach (var risk in Enum.GetValues<RiskLevel>().Reverse()) text.Append(CultureInfo.InvariantCulture, $" · {risk} {summary.Of(risk):N0}");
        text.AppendLine(CultureInfo.InvariantCulture, $" · findings {summary.Findings:N0}");
        Write(output, text);
    }

    private static void Explain(StringBuilder text, Classifier.Explanation explanation)
    {
        foreach (var rule in explanation.Fired) text.Append("  fired   ").Append(rule.Id).Append(": ").AppendLine(Short(rule.MatchesWhat));
        foreach (var missed in explanation.Almost) text.Append("  almost  ").Append(missed.Rule.Id).Append(" on “").Append(Plain(missed.Where.Text)).Append("”: ").AppendLine(missed.Why);
    }

    private static string Short(string text) => text.Length <= 160 ? text : string.Concat(text.AsSpan(0, 157), "…");

    /// <summary>The line of the text that holds the span, and a line below it that underlines the span.</summary>
    private static void Mark(StringBuilder text, DefinitionReader reader, Span span, string note)
    {
        var whole = Find(reader, span);
        if (whole is null || span.Length == 0 || span.Start + span.Length > whole.Length)
        {
            text.Append("    ").Append(Plain(span.Field)).Append(" = ").AppendLine(Plain(span.Text)).Append("    ~ ").AppendLine(note);
            return;
        }
        var shown = Math.Min(span.Length, Width - 2 * Margin);
        var start = span.Start < Width / 2 ? 0 : span.Start - Width / 4;
        var end = Math.Min(whole.Length, Math.Max(start + Width, span.Start + shown));
        var lead = (start > 0 ? "…" : "") + Plain(whole[start..span.Start]);
        text.Append("    ").Append(Plain(span.Field)).AppendLine(span.InKey ? " (the parameter's name)" : "");
        text.Append("    | ").Append(lead).Append(Plain(whole[span.Start..end])).AppendLine(end < whole.Length ? "…" : "");
        text.Append("    | ").Append(' ', Columns(lead)).Append('~', Math.Max(1, Columns(Plain(whole.Substring(span.Start, shown))))).Append(' ').AppendLine(note);
    }

    private static string? Find(DefinitionReader reader, Span span)
    {
        foreach (var field in reader.Fields)
        {
            if (field.InKey == span.InKey && reader.FieldPath(field) == span.Field) return reader.Text(field).ToString();
        }
        return null;
    }

    /// <summary>The text without what could steer a terminal or deceive the eye: each such character becomes a middle dot.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            if (rune.Value is '\n' or '\t' or '\r') plain.Append(' ');
            else if (hidden || rune == Rune.ReplacementChar) plain.Append('·');
            else plain.Append(rune.ToString());
        }
        return plain.ToString();
    }

    /// <summary>How many columns a terminal gives a text: two for wide East Asian characters and emoji, none for combining marks.</summary>
    private static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            var wide = rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
                or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD;
            columns += wide ? 2 : 1;
        }
        return columns;
    }

    private static void Write(IBufferWriter<byte> output, StringBuilder text) => Encoding.UTF8.GetBytes(text.ToString().AsSpan(), output);
}

using System.Buffers;
using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>JSON lines: one verdict a line, in the contract's shape. Pure ASCII, so that it is safe in any terminal.</summary>
public sealed class JsonLinesFormat : IAssessFormat
{
    [ThreadStatic] private static Utf8JsonWriter? _writer;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Separator => "\n"u8;

    /// <inheritdoc/>
    public void WriteHead(IBufferWriter<byte> output)
    {
        // Nothing stands before the lines.
    }

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> output, AssessedDefinition item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var json = _writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString("server"u8, item.Declared.Server);
        json.WriteString("tool"u8, item.Declared.Definition.Name);
        VerdictJson.WriteMembers(json, item.Verdict);
        if (item.Explanation is { } explanation) WriteAlmost(json, explanation);
        json.WriteEndObject();
        json.Flush();
    }

    /// <inheritdoc/>
    public void WriteTail(IBufferWriter<byte> output, AssessSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (summary.Tools > 0) output.Write("\n"u8);
    }

    private static void WriteAlmost(Utf8JsonWriter json, Classifier.Explanation explanation)
    {
        json.WriteStartArray("almost"u8);
        foreach (var missed in explanation.Almost)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, missed.Rule.Id);
            json.WriteString("field"u8, missed.Where.Field);
            json.WriteNumber("start"u8, missed.Where.Start);
            json.WriteNumber("length"u8, missed.Where.Length);
            json.WriteString("text"u8, missed.Where.Text);
            json.WriteString("why"u8, missed.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

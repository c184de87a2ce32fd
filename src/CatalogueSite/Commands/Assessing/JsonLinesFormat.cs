using System.Buffers;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>JSON lines: one verdict a line, in the contract's shape. Pure ASCII, so that it is safe in any terminal.</summary>
public sealed class JsonLinesFormat : IAssessFormat
{
    [ThreadStatic] private static JsonLine? t_line;

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
        var line = t_line ??= new JsonLine();
        line.Clear();
        line.StartObject();
        line.Text("server"u8, item.Declared.Server);
        line.Text("tool"u8, item.Declared.Definition.Name);
        VerdictJson.WriteMembers(line, item.Verdict);
        if (item.Explanation is { } explanation) WriteAlmost(line, explanation);
        line.EndObject();
        output.Write(line.Written);
    }

    /// <inheritdoc/>
    public void WriteTail(IBufferWriter<byte> output, AssessSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (summary.Tools > 0) output.Write("\n"u8);
    }

    private static void WriteAlmost(JsonLine line, Classifier.Explanation explanation)
    {
        line.StartList("almost"u8);
        foreach (var missed in explanation.Almost)
        {
            line.StartObject();
            line.Text("rule"u8, missed.Rule.Id);
            line.Text("field"u8, missed.Where.Field);
            line.Number("start"u8, missed.Where.Start);
            line.Number("length"u8, missed.Where.Length);
            line.Text("text"u8, missed.Where.Text);
            line.Text("why"u8, missed.Why);
            line.EndObject();
        }
        line.EndList();
    }
}

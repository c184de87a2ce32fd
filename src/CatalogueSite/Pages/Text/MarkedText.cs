using System.Text;

namespace Catalogue.Site.Pages.Text;

/// <summary>One span to be marked in a text.</summary>
/// <param name="Start">Offset in UTF-16 code units in the original text.</param>
/// <param name="Length">Length in UTF-16 code units.</param>
/// <param name="Note">The number of the note that explains it.</param>
/// <param name="Style">Its CSS class: colour and shape of the line.</param>
/// <param name="Weight">Of overlapping marks the heaviest gives the line its look.</param>
public readonly record struct Mark(int Start, int Length, int Note, string Style, int Weight);

/// <summary>Writes a text with marks into HTML. Marks may overlap, touch, or reach beyond the text.</summary>
public static class MarkedText
{
    /// <summary>Appends <paramref name="text"/> with its marks; each mark is followed by a link to its note.</summary>
    public static void Append(StringBuilder html, string text, IReadOnlyList<Mark> marks)
    {
        if (marks.Count == 0)
        {
            VisibleText.Append(html, text, 0, text.Length);
            return;
        }
        var spans = Clamp(text, marks);
        var edges = Edges(text.Length, spans);
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            AppendSegment(html, text, spans, edges[i], edges[i + 1]);
        }
    }

    private static void AppendSegment(StringBuilder html, string text, List<Mark> spans, int from, int to)
    {
        var best = default(Mark);
        var others = 0;
        foreach (var span in spans)
        {
            if (span.Start > from || span.Start + span.Length < to) continue;
            if (best.Style is null || span.Weight > best.Weight) best = span;
            others++;
        }
        if (best.Style is null)
        {
            VisibleText.Append(html, text, from, to);
            return;
        }
        html.Append("<mark class=\"").Append(best.Style).Append(others > 1 ? " x" : "").Append("\">");
        VisibleText.Append(html, text, from, to);
        html.Append("</mark>");
        foreach (var span in spans)
        {
            if (span.Start + span.Length == to) AppendReference(html, span.Note);
        }
    }

    /// <summary>Appends the small number that leads to a note.</summary>
    public static void AppendReference(StringBuilder html, int note) =>
        html.Append("<a class=\"ref\" href=\"#n").Append(note).Append("\" aria-label=\"note ").Append(note).Append("\">").Append(note).Append("</a>");

    /// <summary>Brings marks inside the text, away from the middle of characters, and drops repeated ones.</summary>
    private static List<Mark> Clamp(string text, IReadOnlyList<Mark> marks)
    {
        var spans = new List<Mark>(marks.Count);
        foreach (var mark in marks)
        {
            var start = Math.Clamp(mark.Start, 0, text.Length);
            var end = (int)Math.Clamp((long)mark.Start + mark.Length, start, text.Length);
            if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start]) && char.IsHighSurrogate(text[start - 1])) start--;
            if (end > start && end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1])) end++;
            if (end == start) continue;
            var inside = mark with { Start = start, Length = end - start };
            if (!spans.Exists(other => other.Start == inside.Start && other.Length == inside.Length && other.Note == inside.Note)) spans.Add(inside);
        }
        spans.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Note.CompareTo(b.Note));
        return spans;
    }

    private static List<int> Edges(int length, List<Mark> spans)
    {
        var edges = new SortedSet<int> { 0, length };
        foreach (var span in spans)
        {
            edges.Add(span.Start);
            edges.Add(span.Start + span.Length);
        }
        return [.. edges];
    }
}

using System.Globalization;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;
using Spectre.Console;

namespace Catalogue.Site.Commands;

/// <summary>Writes the summary of a pass: a table in a terminal, aligned lines elsewhere.</summary>
public static class CrawlSummaryView
{
    /// <summary>Writes it.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="output">Where to.</param>
    /// <param name="plain">True for lines without frames and colours.</param>
    public static void Write(CrawlSummary summary, TextWriter output, bool plain)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(output);
        var (servers, tools, notes) = (Servers(summary), Tools(summary), Notes(summary.Pass));
        if (plain)
        {
            WritePlain(output, "servers", ["this pass", "catalogue"], servers);
            WritePlain(output, "tools", ["catalogue"], tools);
            foreach (var note in notes) output.WriteLine(note);
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Write(Table("Servers by outcome", ["This pass", "Catalogue"], servers));
        console.Write(Table("Tools by category", ["Catalogue"], tools));
        foreach (var note in notes) console.WriteLine(note);
    }

    private static List<(string Name, int[] Counts)> Servers(CrawlSummary summary)
    {
        var rows = Enum.GetValues<Outcome>().Select(outcome => (outcome.ToName(), new[] { summary.Pass.Outcomes.GetValueOrDefault(outcome), summary.ServersByOutcome.GetValueOrDefault(outcome) }))
            .Where(row => row.Item2.Any(count => count > 0)).ToList();
        rows.Add(("all", [summary.Pass.Outcomes.Values.Sum(), summary.ServersByOutcome.Values.Sum()]));
        return rows;
    }

    private static List<(string Name, int[] Counts)> Tools(CrawlSummary summary)
    {
        var rows = Enum.GetValues<Category>().OrderByDescending(category => category).Select(category => (category.ToString(), new[] { summary.ToolsByCategory.GetValueOrDefault(category) }))
            .Where(row => row.Item2[0] > 0).ToList();
        rows.Add(("all", [summary.ToolsByCategory.Values.Sum()]));
        return rows;
    }

    private static List<string> Notes(CrawlPass pass)
    {
        var notes = new List<string>();
        foreach (var source in pass.Sources)
        {
            var name = source.Source.ForLog();
            if (source.LeftOut > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {source.LeftOut:N0} left out: {source.LeftOutWhy.ForLog()}."));
            if (source.Malformed > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {source.Malformed:N0} of {source.Listed:N0} entries could not be read (--verbose names them)."));
        }
        if (pass.EndedAt is { } ended) notes.Add(string.Create(CultureInfo.InvariantCulture, $"Pass {pass.Id} took {(ended - pass.StartedAt).TotalSeconds:N1} s."));
        return notes;
    }

    private static void WritePlain(TextWriter output, string title, string[] heads, List<(string Name, int[] Counts)> rows)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title,-20}{string.Concat(heads.Select(head => $"{head,12}"))}"));
        foreach (var (name, counts) in rows)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18}{string.Concat(counts.Select(count => count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(12)))}"));
        }
    }

    private static Table Table(string title, string[] heads, List<(string Name, int[] Counts)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(title);
        foreach (var head in heads) table.AddColumn(new TableColumn(head).RightAligned());
        foreach (var (name, counts) in rows) table.AddRow([Markup.Escape(name), .. counts.Select(count => count.ToString("N0", CultureInfo.InvariantCulture))]);
        return table;
    }
}

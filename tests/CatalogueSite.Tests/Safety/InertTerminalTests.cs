using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.Site.Commands;
using Catalogue.Site.Commands.Assessing;
using Spectre.Console;

namespace Catalogue.Site.Tests.Safety;

/// <summary>Injections through everything that a command prints: nothing may steer the terminal or pretend to be another line.</summary>
public sealed partial class InertTerminalTests
{
    private static readonly RiskClassifier Classifier = new(RuleSet.LoadEmbedded());

    [Fact]
    public void The_table_of_verdicts_shows_each_text_without_what_steers_a_terminal()
    {
        foreach (var text in Injections.Texts)
        {
            var output = new ArrayBufferWriter<byte>();
            new TableFormat().Write(output, Assess(text));
            ShouldBeTame(Encoding.UTF8.GetString(output.WrittenSpan), text);
        }
    }

    [Fact]
    public void Json_lines_and_sarif_stay_one_document_each()
    {
        foreach (var text in Injections.Texts)
        {
            var line = new ArrayBufferWriter<byte>();
            new JsonLinesFormat().Write(line, Assess(text));
            var written = Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\n');
            ShouldBeTame(written, text);
            written.ShouldNotContain("\n");
            using var json = JsonDocument.Parse(written);
            json.RootElement.TryGetProperty("pwned", out _).ShouldBeFalse();
            var sarif = new ArrayBufferWriter<byte>();
            var format = new SarifFormat("tools.jsonl", RuleSet.LoadEmbedded());
            format.WriteHead(sarif);
            format.Write(sarif, Assess(text));
            format.WriteTail(sarif, new AssessSummary());
            ShouldBeTame(Encoding.UTF8.GetString(sarif.WrittenSpan), text);
            JsonDocument.Parse(sarif.WrittenMemory).Dispose();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_summary_of_a_crawl_names_hostile_sources_harmlessly(bool plain)
    {
        var pass = new CrawlPass(
            1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(3),
            [.. Injections.Texts.Select(text => new SourceReport(text, 5, 2, 3, text, text))], new Dictionary<Outcome, int> { [Outcome.Observed] = 3 });
        var output = new StringWriter(CultureInfo.InvariantCulture);
        CrawlSummaryView.Write(new CrawlSummary(pass, new Dictionary<Outcome, int>(), new Dictionary<Category, int>()), output, plain);
        ShouldBeTame(output.ToString(), "the summary");
    }

    [Fact]
    public void The_progress_of_a_crawl_names_hostile_sources_and_warnings_harmlessly()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var lines = new CrawlProgressLines(output, TimeProvider.System);
        foreach (var text in Injections.Texts)
        {
            lines.Report(new SourceStarted(text));
            lines.Report(new SourceAdvanced(text, 7));
            lines.Report(new SourceEnded(new SourceReport(text, 1, 0, 0, null, null)));
            lines.Report(new SourceEnded(new SourceReport(text, 1, 0, 0, null, text)));
            lines.Report(new CrawlWarning(text));
        }
        ShouldBeTame(output.ToString(), "the progress");
        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("Source ") || line.StartsWith("Warning: ") || line.StartsWith("Note: "));
    }

    [Fact]
    public void The_bars_of_a_crawl_send_a_terminal_nothing_that_harmless_names_would_not_send()
    {
        var harmless = Bars("a source");
        foreach (var text in Injections.Texts)
        {
            var (said, sequences) = Bars(text);
            // What moves the cursor is the bars' own: the same commands, whatever a source is called.
            sequences.Except(harmless.Sequences).ShouldBeEmpty(text);
            said.Count(letter => letter == '\r').ShouldBe(harmless.Said.Count(letter => letter == '\r'), text);
            ShouldBeTame(said.Replace("\r", "", StringComparison.Ordinal), text);
        }
    }

    private static (string Said, HashSet<string> Sequences) Bars(string text)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 4_000;
        console.Progress().AutoRefresh(false).AutoClear(false).Start(context =>
        {
            var bars = new CrawlProgressBars(console, context);
            foreach (var happened in new CrawlEvent[]
            {
                new SourceStarted(text), new SourceStarted(text + " 2"), new SourceAdvanced(text, 7), new SourceEnded(new SourceReport(text, 1, 0, 0, null, text)),
                new SourceEnded(new SourceReport(text + " 2", 1, 0, 0, text, text)), new CrawlWarning(text), new ServersQueued(3),
            })
            {
                bars.Report(happened);
                context.Refresh();
            }
        });
        var written = output.ToString();
        return (Sequence().Replace(written, ""), [.. Sequence().Matches(written).Select(match => match.Value)]);
    }

    /// <summary>Colours, movements and erasures: an escape, a bracket, numbers, one letter.</summary>
    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Sequence();

    private static AssessedDefinition Assess(string text)
    {
        var server = Injections.Servers[Array.IndexOf(Injections.Texts, text)];
        var definition = server.Tools[0].Definition;
        var context = new ServerContext(server.Name, [definition.Name]);
        return new AssessedDefinition(1, new DeclaredDefinition(server.Name, definition, server.Title, server.Repository, null), Classifier.Assess(definition, context), Classifier.Explain(definition, context));
    }

    private static void ShouldBeTame(string printed, string where)
    {
        foreach (var rune in printed.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r') continue;
            var steers = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;
            if (steers) throw new ShouldAssertException($"{where}: U+{rune.Value:X4} in {printed.ReplaceLineEndings(" ")}");
        }
        printed.Replace(Environment.NewLine, "", StringComparison.Ordinal).ShouldNotContain("\r");
    }
}

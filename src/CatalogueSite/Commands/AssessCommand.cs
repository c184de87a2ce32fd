using System.CommandLine;
using System.Globalization;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Jobs;
using Catalogue.Site.Commands.Assessing;

namespace Catalogue.Site.Commands;

/// <summary><c>assess [FILE or -]</c>: verdicts for definitions, without a database.</summary>
public static class AssessCommand
{
    private const int MostReported = 100;

    private static readonly Argument<string> Input = new("FILE")
    {
        Description = "JSON lines (.gz or plain) with server, tool, description, input_schema, …; a saved tools/list result (with --server); or - for standard input.",
        DefaultValueFactory = _ => "-",
    };

    private static readonly Option<string?> Server = new("--server") { Description = "The server of definitions that name none.", HelpName = "NAME" };

    private static readonly Option<string> Format = new("--format") { Description = "table (for people), jsonl (one verdict a line), or sarif (SARIF 2.1.0, for code scanning).", DefaultValueFactory = _ => "table" };

    private static readonly Option<bool> Explain = new("--explain") { Description = "Also tell which rules fired, which almost did, and why not." };

    private static readonly Option<RiskLevel?> FailOn = new("--fail-on") { Description = "Exit with 1 when a tool's risk is at least this: low, medium, high, critical." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("table", "jsonl", "sarif");
        var command = new Command("assess", """
            Says of each tool definition what the worst call can do, and why: offline, without a database.

            Examples:
              catalogue assess tools.jsonl.gz --format jsonl
              catalogue assess tools-list.json --server io.example/mine --explain
              npx some-inspector tools/list | catalogue assess - --server mine --fail-on high
              catalogue assess tools.jsonl --format sarif > results.sarif
            """) { Input, Server, Format, Explain, FailOn };
        command.SetGuardedAction((arguments, cancellationToken) => Task.Run(() => Run(arguments, cancellationToken), cancellationToken));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = arguments.GetValue(Input) ?? "-";
        var loading = Task.Run(() => CommonSettings.LoadRules(arguments.GetValue(CommonOptions.Rules)), cancellationToken);
        AssessSummary summary;
        var reported = 0;
        try
        {
            using var input = AssessInput.Open(file, arguments.GetValue(Server));
            input.ReadNames(cancellationToken);
            var rules = loading.GetAwaiter().GetResult();
            var pipeline = new AssessPipeline(input, new RiskClassifier(rules), Create(arguments.GetValue(Format), file, rules), arguments.GetValue(Explain), Report);
            using var output = Console.OpenStandardOutput();
            summary = pipeline.Run(output, cancellationToken);
        }
        finally
        {
            // A broken rule is told even where the input is broken too.
            if (!loading.IsCompletedSuccessfully) loading.GetAwaiter().GetResult();
        }
        if (reported > MostReported) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {reported - MostReported:N0} more bad lines."));
        if (summary.Tools == 0) throw new UsageException($"assess: {(file == "-" ? "standard input" : file)} holds no tool definition: nothing was assessed.");
        return summary.BadLines > 0 || (arguments.GetValue(FailOn) is { } level && summary.Reaches(level)) ? CommandErrors.Failed : 0;

        void Report(int line, string problem)
        {
            if (++reported <= MostReported) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {problem.ForLog()}"));
        }
    }

    private static IAssessFormat Create(string? format, string file, RuleSet rules) => format switch
    {
        "jsonl" => new JsonLinesFormat(),
        "sarif" => new SarifFormat(file == "-" ? "stdin" : file, rules),
        _ => new TableFormat(),
    };
}

using System.Diagnostics;
using System.Text.Json;
using Catalogue.Site.Policies;

namespace Catalogue.Site.Tests.Support;

/// <summary>Runs Policies/evaluators: parsers and evaluators (Cedar, CEL, TOML, YAML, JSON Schema, the shell) that had no part in writing the files.</summary>
internal static class PolicyEvaluators
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly Lazy<string?> Folder = new(Install);

    /// <summary>Why the evaluators can't run here, or null.</summary>
    public static string? Missing => Folder.Value is null ? "Node.js, npm or the evaluators' packages are not here." : null;

    /// <summary>One file to judge, with the calls to ask about.</summary>
    public sealed record Case(string Format, string Content, IReadOnlyList<(string Alias, string Tool)> Calls)
    {
        /// <summary>The arguments of each call, or none for calls without.</summary>
        public IReadOnlyList<JsonElement> Arguments { get; init; } = [];
    }

    /// <summary>What the evaluators said: a decision for each call, or an error.</summary>
    public sealed record Answer(IReadOnlyList<string> Decisions, string? Error);

    /// <summary>Judges files, in order.</summary>
    public static async Task<IReadOnlyList<Answer>> JudgeAsync(IReadOnlyList<Case> cases)
    {
        var lines = cases.Select((one, id) =>
        {
            var calls = one.Calls.Select((call, index) => new { alias = call.Alias, tool = call.Tool, args = index < one.Arguments.Count ? one.Arguments[index] : (JsonElement?)null });
            return JsonSerializer.Serialize(new { id, format = one.Format, content = one.Content, calls });
        });
        var answers = await LinesAsync(["evaluate.mjs"], lines);
        answers.Count.ShouldBe(cases.Count, "the evaluators must answer every case");
        return [.. answers.Select(Read)];
    }

    /// <summary>What is wrong with policies by the schemas that the products' makers publish; an empty list for each that fits.</summary>
    /// <param name="folder">Where the schemas lie.</param>
    /// <param name="format">The format's id.</param>
    /// <param name="contents">The policies.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> PublishedFaultsAsync(string folder, string format, IReadOnlyList<string> contents)
    {
        var answers = await LinesAsync(["published.mjs", folder], contents.Select((content, id) => JsonSerializer.Serialize(new { id, format, content })));
        answers.Count.ShouldBe(contents.Count, "the validator must answer every case");
        return [.. answers.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return (IReadOnlyList<string>)[.. json.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)];
        })];
    }

    // One line in, one line out, in order.
    private static async Task<List<string>> LinesAsync(IEnumerable<string> script, IEnumerable<string> lines)
    {
        using var process = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = Folder.Value!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        var writing = Task.Run(async () =>
        {
            foreach (var line in lines) await process.StandardInput.WriteLineAsync(line);
            process.StandardInput.Close();
        });
        var complaints = process.StandardError.ReadToEndAsync(patience.Token);
        var answers = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line) answers.Add(line);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, await complaints);
        await writing;
        return answers;
    }

    /// <summary>What is wrong with a JSON document by a JSON Schema; empty where nothing is.</summary>
    /// <param name="schema">The schema's file.</param>
    /// <param name="json">The document.</param>
    public static async Task<string> ValidateAsync(string schema, string json)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["validate.mjs", schema])
        {
            WorkingDirectory = Folder.Value!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        var complaints = process.StandardError.ReadToEndAsync(patience.Token);
        var problems = process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.StandardInput.WriteAsync(json.AsMemory(), patience.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, await complaints);
        return await problems;
    }

    /// <summary>How the evaluators word what a format wrote.</summary>
    public static string Word(PolicyEffect effect) => effect.Written switch
    {
        DecisionKind.Allow => "allow",
        DecisionKind.Limit => $"limit:{effect.Decided.PerMinute}",
        DecisionKind.Ask => "ask",
        DecisionKind.Deny => "deny",
        _ => "hide",
    };

    private static Answer Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("error", out var error)
            ? new Answer([], error.GetString())
            : new Answer([.. json.RootElement.GetProperty("decisions").EnumerateArray().Select(item => item.GetString()!)], null);
    }

    private static string? Install()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Catalogue.sln"))) root = root.Parent;
        if (root is null) return null;
        var folder = Path.Combine(root.FullName, "tests", "CatalogueSite.Tests", "Policies", "evaluators");
        if (Directory.Exists(Path.Combine(folder, "node_modules", "ajv"))) return folder;
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            npm.OutputDataReceived += (_, _) => { };
            npm.ErrorDataReceived += (_, _) => { };
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            return npm.WaitForExit(Patience) && npm.ExitCode == 0 ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Policies;

/// <summary>
/// Policies before the products themselves: Gemini CLI's own policy engine, Codex's own reader of its configuration, and the
/// types that are made from Claude Code's published settings schema and from OpenAI's description of its API. Installed at
/// pinned versions when the tests run.
/// </summary>
public sealed partial class ProductEvaluatorTests : IDisposable
{
    private static readonly PolicyStamp Stamp = new("1.2.3", "sha256:abc", new DateOnly(2026, 1, 2));
    private readonly string _folder = Directory.CreateTempSubdirectory("products-").FullName;

    [NpmFact]
    [Trait("Category", "Soak")]
    public async Task Gemini_clis_own_engine_decides_as_the_file_says_and_denies_an_unknown_tool()
    {
        await InstallAsync("@google/gemini-cli-core@0.61.0", "--omit=optional");
        var files = Servers().Select(server => (Server: server, File: Write("gemini-cli", server))).ToList();
        var lines = files.Select((one, index) =>
        {
            var path = Path.Combine(_folder, $"policy-{index}.toml");
            File.WriteAllText(path, one.File.Content);
            return JsonSerializer.Serialize(new { file = path, alias = "mine", tools = Carried(one.File).Concat(NotCarried(one.File)).Select(effect => effect.Tool).Append("a-tool-nobody-has-seen") });
        });
        var (code, output) = await RunAsync("node", [Path.Combine(AppContext.BaseDirectory, "Policies", "products", "gemini.mjs"), _folder], string.Join('\n', lines) + "\n");
        code.ShouldBe(0, output);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        answers.Count.ShouldBe(files.Count);
        foreach (var (one, answer) in files.Zip(answers))
        {
            answer.GetProperty("errors").EnumerateArray().ShouldBeEmpty(one.Server.Record.Name);
            var decisions = answer.GetProperty("decisions").EnumerateArray().Select(decision => decision.GetString()).ToList();
            foreach (var (effect, decision) in Carried(one.File).Zip(decisions))
            {
                decision.ShouldBe(effect.Written switch { DecisionKind.Allow => "allow", DecisionKind.Ask => "ask_user", _ => "deny" }, $"{one.Server.Record.Name}: {effect.Tool}");
            }
            // A tool whose name can't be carried is denied, unless the client takes it for another that nothing speaks against either; an unknown one always.
            foreach (var (effect, decision) in NotCarried(one.File).Zip(decisions.Skip(Carried(one.File).Count())))
            {
                if (effect.Decided.Kind > DecisionKind.Allow || decision != "allow") decision.ShouldBe("deny", $"{one.Server.Record.Name}: {effect.Tool}");
            }
            decisions[^1].ShouldBe("deny");
        }
    }

    [NpmFact]
    [Trait("Category", "Soak")]
    public async Task Codex_itself_reads_the_configuration_and_refuses_a_mode_that_it_does_not_know()
    {
        await InstallAsync("@openai/codex@0.169.0");
        var codex = Path.Combine(_folder, "node_modules", ".bin", "codex");
        var home = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;
        foreach (var server in Servers())
        {
            // Ours is merged into a table that says how to reach the server.
            var content = TableHead().Replace(Write("codex", server).Content, "$0\ncommand = \"true\"");
            (await ReadAsync(content)).Code.ShouldBe(0, server.Record.Name);
        }
        var (code, _) = await ReadAsync("[mcp_servers.mine]\ncommand = \"true\"\ndefault_tools_approval_mode = \"perhaps\"\n");
        code.ShouldNotBe(0, "it must really read these keys");

        async Task<(int Code, string Output)> ReadAsync(string content)
        {
            await File.WriteAllTextAsync(Path.Combine(home, "config.toml"), content);
            return await RunAsync(codex, ["mcp", "list", "--json"], "", ("CODEX_HOME", home));
        }
    }

    [NpmFact]
    [Trait("Category", "Soak")]
    public async Task Claude_codes_settings_fit_the_types_made_from_its_published_schema()
    {
        await InstallAsync("@schemastore/claude-code-settings@1.0.12", "typescript@5.9.2");
        var declaration = await File.ReadAllTextAsync(Path.Combine(_folder, "node_modules", "@schemastore", "claude-code-settings", "index.d.ts"));
        var type = TypeName().Match(declaration).Groups[1].Value;
        var lines = Servers().Select((server, index) => $"export const s{index}: {type} = {Write("claude-code", server).Content}");
        await ShouldCompileAsync($"import type {{ {type} }} from '@schemastore/claude-code-settings';", lines, $"export const s: {type} = {{ \"permissions\": {{ \"deny\": \"everything\" }} }};");
    }

    [NpmFact]
    [Trait("Category", "Soak")]
    public async Task OpenAis_own_client_takes_the_tools()
    {
        await InstallAsync("openai@7.57.0", "typescript@5.9.2");
        var lines = Servers().Select((server, index) => $"export const s{index}: Tool.Mcp = {Write("openai", server).Content}");
        await ShouldCompileAsync("import type { Tool } from 'openai/resources/responses/responses';", lines,
            "export const s: Tool.Mcp = { type: 'mcp', server_label: 'mine', require_approval: { seldom: { tool_names: [] } } };");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PolicyFile Write(string format, AssessedServer server) => PolicyFormats.Find(format)!.Write(new PolicyRequest([server], null, "mine", Stamp));

    private static IEnumerable<PolicyEffect> Carried(PolicyFile file) => file.Effects.Where(effect => effect.Carried);

    private static IEnumerable<PolicyEffect> NotCarried(PolicyFile file) => file.Effects.Where(effect => !effect.Carried);

    // Generated servers, and names that are anything but plain.
    private static List<AssessedServer> Servers()
    {
        string[] odd = ["plain", "with.dot", "with space", "quote\"s", "back\\slash", "new\nline", "工具", "a:b", "--tools", "", "__proto__", "star*", new string('n', 80)];
        var assessor = new ServerAssessor(Assessed.Classifier);
        var twins = Assessed.Server("odd/twins", Assessed.Tool("show_all"), Assessed.Tool("show all"), Assessed.Tool("get_one"), Assessed.Tool("get/one"))
            .WithVerdict("show_all", Reads).WithVerdict("show all", Destroys).WithVerdict("get_one", Reads).WithVerdict("get/one", Reads);
        return [twins, Assessed.Server("odd/server", [.. odd.Select((name, index) => Assessed.Tool(name, "Lists things.", slug: $"t{index}"))]),
            .. CatalogueGenerator.Servers(300, 30).Select(assessor.Assess).Where(server => server.PresentTools.Any())];
    }

    private static Verdict Reads(Verdict verdict) => verdict with { Category = Category.Read, Risk = RiskLevel.Low, Confidence = Confidence.High };

    private static Verdict Destroys(Verdict verdict) => verdict with { Category = Category.Destructive, Risk = RiskLevel.Critical };

    // And a wrong one does not, so that the types were really looked at.
    private async Task ShouldCompileAsync(string import, IEnumerable<string> lines, string wrong)
    {
        var (code, output) = await CompileAsync(string.Join('\n', lines));
        code.ShouldBe(0, output);
        (await CompileAsync(wrong)).Code.ShouldNotBe(0);

        async Task<(int Code, string Output)> CompileAsync(string body)
        {
            var file = Path.Combine(_folder, "settings.ts");
            await File.WriteAllTextAsync(file, $"{import}\n{body}\n");
            return await RunAsync(Path.Combine(_folder, "node_modules", ".bin", "tsc"), ["--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--module", "esnext", "--target", "es2022", file], "");
        }
    }

    private async Task InstallAsync(params string[] packages)
    {
        var (code, output) = await RunAsync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", _folder, .. packages], "");
        code.ShouldBe(0, output);
    }

    private async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, string input, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }

    [GeneratedRegex("""^\[mcp_servers\."[^"]+"\]$""", RegexOptions.Multiline)]
    private static partial Regex TableHead();

    [GeneratedRegex(@"^export interface (\w+Settings)\b", RegexOptions.Multiline)]
    private static partial Regex TypeName();
}

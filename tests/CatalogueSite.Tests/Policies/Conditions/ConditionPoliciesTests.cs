using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Policies.Evaluation;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Catalogue.Site.Tests.Policies.Conditions;

/// <summary>What a condition lets through and what not: by the reference evaluators, and by Cedar itself.</summary>
public sealed class ConditionPoliciesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly PolicyStamp Stamp = new("1", "sha256:a", new DateOnly(2026, 1, 2));

    private static readonly AssessedServer Server = Assessed.Server("odd/server",
            Tool("mode", """{"action":{"enum":["list","get_\"quoted\"","delete"]}}"""),
            Tool("switch", """{"dry_run":{"type":"boolean"}}"""),
            Tool("pay", """{"amount":{"type":"integer"}}""", "amount"),
            Tool("save", """{"path":{"type":"string"}}""", "path"),
            Tool("plain", """{"x":{"type":"string"}}"""))
        .WithVerdict("mode", Is(Category.Destructive, RiskLevel.Critical))
        .WithVerdict("switch", Is(Category.Execute, RiskLevel.High))
        .WithVerdict("pay", Is(Category.Financial, RiskLevel.Critical))
        .WithVerdict("save", Is(Category.Read, RiskLevel.Low, Capabilities.AccessesFilesystem))
        .WithVerdict("plain", Is(Category.Destructive, RiskLevel.Critical));

    private static readonly (string Tool, string Arguments)[] Inside =
    [
        ("mode", """{"action":"list"}"""), ("mode", """{"action":"get_\"quoted\"","other":{"action":"delete"}}"""), ("switch", """{"dry_run":true}"""),
        ("pay", """{"amount":1}"""), ("pay", """{"amount":0}"""),
        ("save", """{"path":"/REPLACE/WITH/YOUR/FOLDER/a.b/.c"}"""), ("save", """{"path":"/REPLACE/WITH/YOUR/FOLDER/"}"""),
    ];

    private static readonly (string Tool, string Arguments)[] Outside =
    [
        ("mode", "{}"), ("mode", """{"action":"delete"}"""), ("mode", """{"action":"LIST"}"""), ("mode", """{"action":"list "}"""), ("mode", """{"action":["list"]}"""),
        ("mode", """{"x":{"action":"list"},"action":"delete"}"""), ("mode", """{"action":true}"""), ("mode", """{"action":{"list":"list"}}"""),
        ("switch", "{}"), ("switch", """{"dry_run":false}"""), ("switch", """{"dry_run":"true"}"""), ("switch", """{"dry_run":1}"""),
        ("pay", "{}"), ("pay", """{"amount":2}"""), ("pay", """{"amount":-1}"""), ("pay", """{"amount":"1"}"""), ("pay", """{"amount":[1]}"""),
        ("save", "{}"), ("save", """{"path":"/etc/passwd"}"""), ("save", """{"path":"/REPLACE/WITH/YOUR/FOLDER/../x"}"""), ("save", """{"path":"/REPLACE/WITH/YOUR/FOLDER"}"""),
        ("save", """{"path":["/REPLACE/WITH/YOUR/FOLDER/x"]}"""), ("save", """{"path":"x/REPLACE/WITH/YOUR/FOLDER/x"}"""), ("save", """{"path":"/REPLACE/WITH/YOUR/FOLDER/x/.."}"""),
        ("plain", """{"x":"list"}"""),
    ];

    [Fact]
    public void Conditions_are_off_unless_they_are_asked_for_and_are_proposed_all_the_same()
    {
        foreach (var format in PolicyFormats.All)
        {
            var file = format.Write(new PolicyRequest([Server], null, "odd", Stamp));
            file.Effects.ShouldAllBe(effect => effect.OnlyWhere == null);
            file.Proposals.Select(proposal => proposal.Tool).ShouldBe(["mode", "pay", "save", "switch"]);
            file.Proposals.ShouldAllBe(proposal => !proposal.Written);
            file.Content.ShouldNotContain("REPLACE/WITH");
        }
    }

    [Fact]
    public void A_format_that_cannot_look_at_arguments_says_so_and_keeps_its_decisions()
    {
        foreach (var format in PolicyFormats.All.Where(format => format.ArgumentsFault is not null))
        {
            var plain = format.Write(new PolicyRequest([Server], null, "odd", Stamp));
            var asked = format.Write(new PolicyRequest([Server], null, "odd", Stamp) { Conditions = true });
            asked.Effects.ShouldBe(plain.Effects, format.Id);
            asked.Notes.ShouldContain(note => note.StartsWith("4 tools could be narrowed by arguments, but not in this file"), format.Id);
        }
        PolicyFormats.All.Where(format => format.ArgumentsFault is null).Select(format => format.Id).ShouldBe(["catalogue", "intercept", "toolhive", "agentcore"]);
    }

    [Theory]
    [InlineData("catalogue", new[] { "mode", "switch" })]
    [InlineData("intercept", new[] { "mode", "pay", "save", "switch" })]
    [InlineData("toolhive", new[] { "mode", "pay", "save", "switch" })]
    [InlineData("agentcore", new[] { "mode", "pay", "save", "switch" })]
    public void A_format_writes_the_conditions_that_it_can_say_without_a_gap(string id, string[] tools)
    {
        var file = Write(id);
        file.Proposals.Where(proposal => proposal.Written).Select(proposal => proposal.Tool).ShouldBe(tools);
        file.Notes.ShouldContain(note => note.StartsWith("\"mode\" only where action is list"));
        if (tools.Contains("pay")) file.Notes.ShouldContain(note => note.Contains("amount is at most 1") && note.Contains("placeholder"));
    }

    [Theory]
    [InlineData("catalogue")]
    [InlineData("intercept")]
    public void The_reference_evaluator_lets_through_what_lies_inside_and_nothing_else(string id)
    {
        var file = Write(id);
        var narrowed = Narrowed(file);
        foreach (var (tool, arguments) in Inside.Where(call => narrowed.Contains(call.Tool))) Call(file, id, tool, arguments).Allowed.ShouldBeTrue($"{tool} {arguments}");
        foreach (var (tool, arguments) in Outside.Where(call => narrowed.Contains(call.Tool) || call.Tool == "plain")) Call(file, id, tool, arguments).Allowed.ShouldBeFalse($"{tool} {arguments}");
    }

    [Fact]
    public void Only_the_harmless_values_of_any_mode_pass_under_any_other_arguments() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), ArbMap.Default.ArbFor<NonNull<string>>(), (names, other) =>
        {
            string[] harmless = ["list", "get"];
            var harmful = names.Select(name => Plain(name.Get)).Where(name => name.Length > 0).Select(name => "purge-" + name).Distinct().Take(20).Append("delete").ToList();
            var schema = JsonSerializer.Serialize(new { action = new { @enum = harmless.Concat(harmful) } });
            var server = Assessed.Server("a/b", Tool("t", schema)).WithVerdict("t", Is(Category.Destructive, RiskLevel.Critical));
            foreach (var id in (string[])["catalogue", "intercept"])
            {
                var file = PolicyFormats.Find(id)!.Write(new PolicyRequest([server], null, null, Stamp) { Conditions = true });
                foreach (var value in harmless.Concat(harmful).Append(other.Get))
                {
                    var arguments = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["action"] = value, ["other"] = other.Get, ["nested"] = new { action = "list" } });
                    Call(file, id, "t", arguments.GetRawText()).Allowed.ShouldBe(harmless.Contains(value), $"{id}: {value}");
                }
            }
        }));

    [EvaluatorFact]
    public async Task Independent_evaluators_and_cedar_itself_agree()
    {
        var files = PolicyFormats.All.Where(format => format.ArgumentsFault is null).Select(format => (format.Id, File: Write(format.Id))).ToList();
        var cases = files.Select(one => new PolicyEvaluators.Case(one.Id, one.File.Content, [.. Calls(one.File).Select(call => ("odd", call.Tool))])
        {
            Arguments = [.. Calls(one.File).Select(call => JsonDocument.Parse(call.Arguments).RootElement)],
        }).ToList();
        var answers = await PolicyEvaluators.JudgeAsync(cases);
        foreach (var (one, answer) in files.Zip(answers))
        {
            answer.Error.ShouldBeNull(one.Id);
            foreach (var (call, decision) in Calls(one.File).Zip(answer.Decisions)) (decision == "allow").ShouldBe(call.Inside, $"{one.Id}: {call.Tool} {call.Arguments} got {decision}");
        }
    }

    [Fact]
    public void A_name_that_two_servers_share_is_not_narrowed_where_the_format_does_not_name_servers()
    {
        var other = Assessed.Server("other/server", Tool("mode", """{"action":{"enum":["list","delete"]}}""")).WithVerdict("mode", Is(Category.Destructive, RiskLevel.Critical));
        var file = PolicyFormats.Find("catalogue")!.Write(new PolicyRequest([Server, other], null, null, Stamp) { Conditions = true });
        Call(file, "catalogue", "mode", """{"action":"list"}""").Allowed.ShouldBeFalse();
    }

    private static IEnumerable<(string Tool, string Arguments, bool Inside)> Calls(PolicyFile file)
    {
        var narrowed = Narrowed(file);
        return Inside.Where(call => narrowed.Contains(call.Tool)).Select(call => (call.Tool, call.Arguments, true))
            .Concat(Outside.Where(call => narrowed.Contains(call.Tool)).Select(call => (call.Tool, call.Arguments, false)));
    }

    private static HashSet<string> Narrowed(PolicyFile file) => [.. file.Effects.Where(effect => effect.OnlyWhere is not null).Select(effect => effect.Tool)];

    private static PolicyFile Write(string id) => PolicyFormats.Find(id)!.Write(new PolicyRequest([Server], null, "odd", Stamp) { Conditions = true });

    private static PolicyAnswer Call(PolicyFile file, string id, string tool, string arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        return id == "catalogue" ? CataloguePolicy.Parse(file.Content).Evaluate(tool, json.RootElement, Noon) : InterceptPolicy.Parse(file.Content).Evaluate(tool, json.RootElement, Noon);
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    private static Catalogue.Crawler.Model.ToolRecord Tool(string name, string properties, string? required = null) =>
        Assessed.Tool(name, inputSchema: $$"""{"type":"object","properties":{{properties}},"required":[{{(required is null ? "" : $"\"{required}\"")}}]}""");

    private static Func<Verdict, Verdict> Is(Category category, RiskLevel risk, Capabilities capabilities = Capabilities.None) =>
        verdict => verdict with { Category = category, Risk = risk, Confidence = Confidence.High, Capabilities = capabilities, Findings = [], ReaderByClaimOnly = false };
}

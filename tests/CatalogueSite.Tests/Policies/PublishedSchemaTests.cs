using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Xunit.Abstractions;

namespace Catalogue.Site.Tests.Policies;

/// <summary>
/// Policies before the schemas that the products' makers publish. The schemas are other people's text and not in the repository;
/// docs/published-schemas.md says where each is to be had. A wrecked policy must be refused, or the schema was not really asked.
/// </summary>
[Trait("Category", "Soak")]
public sealed class PublishedSchemaTests(ITestOutputHelper output)
{
    private const string Alias = "my-server";
    private static readonly PolicyStamp Stamp = new("1.2.3", "sha256:abc", new DateOnly(2026, 1, 2));

    [PublishedSchemaFact("claude-code-settings.schema.json")]
    public Task Claude_codes_settings_schema_takes_every_policy() =>
        ShouldFitAsync("claude-code", ("\"deny\"", "\"denied\""), ("mcp__", "mcq__"), ("\"allow\": [", "\"allow\": [ 7,"));

    [PublishedSchemaFact("codex-config.schema.json")]
    public Task Codexs_configuration_schema_takes_every_policy() =>
        ShouldFitAsync("codex", ("enabled_tools", "enabled_tool"), ("\"prompt\"", "\"perhaps\""), ("approval_mode = \"approve\"", "approval_mode = true"));

    [PublishedSchemaFact("openai-openapi.json")]
    public Task OpenAis_description_of_its_api_takes_every_policy() =>
        ShouldFitAsync("openai", ("tool_names", "tools"), ("\"never\"", "\"seldom\""), ("\"mcp\"", "\"cmp\""), ("server_label", "label"), ("\"https://", "\"//"));

    [PublishedSchemaFact("agentgateway-config.schema.json")]
    public Task Agentgateways_configuration_schema_takes_every_policy() =>
        ShouldFitAsync("agentgateway", ("mcpAuthorization", "mcpAuthorisation"), ("rules:", "rule:"), ("- \"mcp.tool", "- permit: \"mcp.tool"));

    [PublishedSchemaFact("envoy-mcproutes.crd.yaml")]
    public Task Envoys_definition_of_a_route_takes_every_policy_with_its_cel_rules() =>
        ShouldFitAsync("envoy", ("v1beta1", "v1alpha1"), ("include:", "includes:"), ("toolSelector:", "toolSelector: {}\n      other:"), ("kind: Gateway", "kind: Service"),
            ("include:", "includeRegex: [x]\n        include:"));

    [PublishedSchemaFact("toolhive-mcpauthzconfigs.crd.yaml")]
    public Task ToolHives_definition_of_an_authorisation_takes_every_policy() =>
        ShouldFitAsync("toolhive", ("type: cedarv1", "type: \"\""), ("cedar:\n", "cedars:\n"));

    [PublishedSchemaFact("kong.schema.json", "kong-ai-mcp-proxy.schema.json")]
    public Task Kongs_declarative_schema_and_its_plugins_take_every_policy() =>
        ShouldFitAsync("kong", ("description:", "summary:"), ("mode:", "modus:"), ("plugins:", "plugin:"), ("acl:", "acls:"));

    private async Task ShouldFitAsync(string id, params (string What, string By)[] wrecks)
    {
        var format = PolicyFormats.Find(id)!;
        var (servers, kind) = await ServersAsync();
        var files = servers.Select(server => format.Write(new PolicyRequest([server], null, Alias, Stamp)).Content)
            .Append(format.Write(new PolicyRequest([.. servers.DistinctBy(server => server.Record.Name).Take(20)], null, null, Stamp)).Content)
            .ToList();
        // Every server with an allowed tool is worth wrecking; the first will do.
        var sound = format.Write(new PolicyRequest([Servers.Plain], null, Alias, Stamp)).Content;
        foreach (var (what, _) in wrecks) sound.ShouldContain(what);
        var wrecked = wrecks.Select(wreck => sound.Replace(wreck.What, wreck.By, StringComparison.Ordinal)).ToList();

        var faults = await PolicyEvaluators.PublishedFaultsAsync(PublishedSchemaFactAttribute.Folder!, id, [.. files, sound, .. wrecked]);

        var refused = faults.Take(files.Count + 1).Select((list, index) => (Faults: list, Index: index)).Where(one => one.Faults.Count > 0).ToList();
        output.WriteLine($"{id}: {files.Count + 1} policies validated ({kind}), {refused.Count} failed; {wrecked.Count} wrecked ones, {faults.Skip(files.Count + 1).Count(list => list.Count > 0)} refused.");
        refused.Select(one => $"{(one.Index < servers.Count ? servers[one.Index].Record.Name : "several servers")}: {string.Join("; ", one.Faults)}").Take(10).ShouldBeEmpty();
        foreach (var (wreck, list) in wrecks.Zip(faults.Skip(files.Count + 1))) list.ShouldNotBeEmpty($"{wreck.What} became {wreck.By}");
    }

    private static async Task<(IReadOnlyList<AssessedServer> Servers, string Kind)> ServersAsync()
    {
        var corpus = await Task.Run(CorpusPoliciesTests.Sample);
        var real = corpus is not null;
        var assessor = new ServerAssessor(Assessed.Classifier);
        var servers = corpus ?? [.. CatalogueGenerator.Servers(1_000, 1_000).Select(assessor.Assess)];
        return ([.. servers, Servers.Odd, Servers.Empty, Servers.Closed, Servers.Large], $"{servers.Count} {(real ? "real" : "generated")} servers and 5 odd ones");
    }

    private static class Servers
    {
        public static AssessedServer Plain { get; } = With(Assessed.Server("plain/server", Assessed.Tool("list_things"), Assessed.Tool("run_it"), Assessed.Tool("wipe_it")),
            ("list_things", Category.Read, RiskLevel.Low), ("run_it", Category.Execute, RiskLevel.High), ("wipe_it", Category.Destructive, RiskLevel.Critical));

        public static AssessedServer Odd { get; } = All(Assessed.Server("odd/server", [.. PolicyFormatsTests.OddNames.Select((name, index) => Assessed.Tool(name, slug: $"t{index}"))]), Category.Read, RiskLevel.Low);

        public static AssessedServer Empty { get; } = Assessed.Server("empty/server");

        public static AssessedServer Closed { get; } = All(Assessed.Server("closed/server", Assessed.Tool("wipe")), Category.Destructive, RiskLevel.Critical);

        public static AssessedServer Large { get; } = All(Assessed.Server("large/server", [.. Enumerable.Range(0, 700).Select(index => Assessed.Tool($"get_{index}"))]), Category.Read, RiskLevel.Low);

        private static AssessedServer All(AssessedServer server, Category category, RiskLevel risk) =>
            server with { Tools = [.. server.Tools.Select(tool => tool with { Verdict = tool.Verdict with { Category = category, Risk = risk, Confidence = Confidence.High } })] };

        private static AssessedServer With(AssessedServer server, params (string Tool, Category Category, RiskLevel Risk)[] verdicts) =>
            verdicts.Aggregate(server, (known, one) => known.WithVerdict(one.Tool, verdict => verdict with { Category = one.Category, Risk = one.Risk, Confidence = Confidence.High }));
    }
}

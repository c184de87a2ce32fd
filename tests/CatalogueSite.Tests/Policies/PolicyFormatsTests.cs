using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Policies;

public sealed class PolicyFormatsTests
{
    private static readonly PolicyStamp Stamp = new("1.2.3", "sha256:abc", new DateOnly(2026, 1, 2));

    internal static readonly string[] OddNames =
    [
        "plain", "with.dot", "with space", "quote\"s", "apostrophe's", "back\\slash", "new\nline", "tab\there", "null\0byte", "*", "star*", "glob?[a]",
        "^regex$", "{brace}", "$(touch x)", "`id`", "a:b", "a,b", "#comment", "- item", "key: value", "true", "null", "1.0", "<b>html</b>", "&amp;",
        "Ünïcödé", "工具", "أداة", "emoji🙂", "zero\u200bwidth", "rtl\u202eoverride", "line\u2028separator", "nel\u0085", "'''", "\"\"\"", "]]>", "--tools", "%s", "a/b", "..", "",
        "constructor", "__proto__", "toString", "a__b", "UPPER", "upper", new string('n', 300),
    ];

    private static readonly (Category Category, RiskLevel Risk)[] Kinds =
    [
        (Category.Read, RiskLevel.Low), (Category.Write, RiskLevel.Medium), (Category.Write, RiskLevel.High), (Category.Execute, RiskLevel.High),
        (Category.Financial, RiskLevel.Critical), (Category.Destructive, RiskLevel.Critical),
    ];

    public static TheoryData<string> Ids => [.. PolicyFormats.All.Select(format => format.Id)];

    [Fact]
    public void Every_format_of_the_contract_is_there_with_its_extension()
    {
        PolicyFormats.All.ToDictionary(format => format.Id, format => format.Extension).ShouldBe(new Dictionary<string, string>
        {
            ["catalogue"] = "json",
            ["intercept"] = "yaml",
            ["claude-code"] = "json",
            ["gemini-cli"] = "toml",
            ["codex"] = "toml",
            ["openai"] = "json",
            ["docker"] = "sh",
            ["toolhive"] = "yaml",
            ["agentgateway"] = "yaml",
            ["envoy"] = "yaml",
            ["litellm"] = "yaml",
            ["kong"] = "yaml",
            ["agentcore"] = "cedar",
            ["zed"] = "json",
            ["vscode"] = "json",
            ["cursor"] = "json",
        }, ignoreOrder: true);
    }

    [Fact]
    public void Every_format_in_the_assembly_is_registered()
    {
        var types = typeof(PolicyFormat).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PolicyFormat)) && !type.IsAbstract);
        types.ShouldBe(PolicyFormats.All.Select(format => format.GetType()), ignoreOrder: true);
    }

    [Fact]
    public void A_destructive_tool_alone_gets_exactly_the_seeds_policy()
    {
        var server = Assessed.Server("elijahdev0/mcp-runware", Assessed.Tool("imageBackgroundRemoval"))
            .WithVerdict("imageBackgroundRemoval", verdict => verdict with { Category = Category.Destructive, Risk = RiskLevel.Critical });
        var file = PolicyFormats.Find("catalogue")!.Write(new PolicyRequest([server], "imageBackgroundRemoval", null, Stamp));
        file.Content.ShouldBe("""{"version":"1","default":"deny","hide":["imageBackgroundRemoval"]}""" + "\n");
        file.Notes.ShouldContain(note => note.StartsWith("Alone, this denies every other tool"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_same_request_gives_the_same_bytes_whatever_the_order_of_tools(string id)
    {
        var server = OddServer();
        var format = PolicyFormats.Find(id)!;
        var once = format.Write(new PolicyRequest([server], null, null, Stamp));
        var turned = format.Write(new PolicyRequest([server with { Tools = [.. server.Tools.Reverse()] }], null, null, Stamp));
        turned.Content.ShouldBe(once.Content);
        once.Content.ShouldEndWith("\n");
        once.Content.ShouldNotContain("\r");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_written_is_never_less_strict_than_decided_unless_the_format_says_that_it_cannot_deny(string id)
    {
        var file = PolicyFormats.Find(id)!.Write(new PolicyRequest([OddServer()], null, null, Stamp));
        foreach (var effect in file.Effects.Where(effect => effect.Written < effect.Decided.Kind && !(effect.Decided.Kind == DecisionKind.Hide && effect.Written == DecisionKind.Deny)))
        {
            id.ShouldBeOneOf("vscode", "cursor");
            effect.Written.ShouldBe(DecisionKind.Ask);
            file.Notes.ShouldContain(note => note.Contains("can't deny"));
        }
    }

    [Fact]
    public void A_removed_tool_is_not_spoken_of()
    {
        var gone = Assessed.Tool("gone") with { RemovedAt = DateTimeOffset.UnixEpoch };
        var server = Assessed.Server("a/b", Assessed.Tool("here"), gone);
        foreach (var format in PolicyFormats.All) format.Write(new PolicyRequest([server], null, null, Stamp)).Content.ShouldNotContain("gone");
    }

    [Fact]
    public void An_alias_is_used_and_a_bad_one_is_refused_with_the_way_out()
    {
        var server = Assessed.Server("a/b", Assessed.Tool("list_things"));
        PolicyFormats.Find("claude-code")!.Write(new PolicyRequest([server], null, "mine", Stamp)).Content.ShouldContain("mcp__mine__list_things");
        Should.Throw<PolicyRequestException>(() => PolicyFormats.Find("gemini-cli")!.Write(new PolicyRequest([server], null, "my_server", Stamp))).Message.ShouldContain("use a hyphen");
        Should.Throw<PolicyRequestException>(() => PolicyFormats.Find("catalogue")!.Write(new PolicyRequest([server], null, "my\nserver", Stamp))).Message.ShouldContain("U+000A");
    }

    [EvaluatorFact]
    public async Task Evaluators_decide_for_odd_names_what_the_effects_say_and_never_allow_an_unknown_tool()
    {
        var server = OddServer();
        var files = PolicyFormats.All.Select(format => (Format: format, File: format.Write(new PolicyRequest([server], null, "odd", Stamp)))).ToList();
        await ShouldDecideAsSaidAsync([.. files.Select(pair => (pair.Format, pair.File, server, "odd"))]);
    }

    [EvaluatorFact]
    public async Task Evaluators_accept_the_policy_of_each_single_tool_and_of_a_server_without_tools()
    {
        var server = OddServer();
        var single = PolicyFormats.All.SelectMany(format => Kinds.Select((_, index) =>
            (format, format.Write(new PolicyRequest([server], server.Tools[index].Record.Name, "odd", Stamp)), server, "odd")));
        var empty = Assessed.Server("empty/server");
        var none = PolicyFormats.All.Select(format => (format, format.Write(new PolicyRequest([empty], null, "none", Stamp)), empty, "none"));
        await ShouldDecideAsSaidAsync([.. single, .. none]);
    }

    [EvaluatorFact]
    public async Task Several_servers_in_one_file_keep_their_own_decisions_where_the_format_names_servers()
    {
        var first = Assessed.Server("a/files", Assessed.Tool("wipe"), Assessed.Tool("look")).WithVerdict("wipe", Destroys).WithVerdict("look", Reads);
        var second = Assessed.Server("b/files", Assessed.Tool("wipe"), Assessed.Tool("peek")).WithVerdict("wipe", Reads).WithVerdict("peek", Reads);
        var cases = PolicyFormats.All.Select(format => format.Write(new PolicyRequest([first, second], null, null, Stamp))).ToList();
        var answers = await PolicyEvaluators.JudgeAsync([.. PolicyFormats.All.Zip(cases, (format, file) =>
            new PolicyEvaluators.Case(format.Id, file.Content, [("files", "wipe"), ("files-2", "peek"), ("files", "unknown")]))]);
        foreach (var (format, answer) in PolicyFormats.All.Zip(answers))
        {
            answer.Error.ShouldBeNull(format.Id);
            answer.Decisions[0].ShouldNotBe("allow", format.Id);
            answer.Decisions[1].ShouldBe("allow", format.Id);
            answer.Decisions[2].ShouldNotBe("allow", format.Id);
        }
    }

    [EvaluatorFact]
    public async Task A_name_that_a_product_takes_for_another_is_not_let_through_on_that_ones_behalf()
    {
        // Upper and lower case, characters that become underscores, the alias in front, a middle that is cut.
        var head = new string('a', 40);
        (string Harmless, string Harmful)[] pairs =
        [
            ("list", "LIST"), ("kind", "\u212Aind"), ("get_item", "get.item"), ("show_all", "show all"), ("peek", "odd:peek"), (head + "1" + head, head + "2" + head),
        ];
        var server = Assessed.Server("odd/server", [.. pairs.SelectMany((pair, index) => new[] { Assessed.Tool(pair.Harmless, slug: $"a{index}"), Assessed.Tool(pair.Harmful, slug: $"b{index}") })]);
        server = pairs.Aggregate(server, (known, pair) => known.WithVerdict(pair.Harmless, Reads).WithVerdict(pair.Harmful, Destroys));
        await ShouldDecideAsSaidAsync([.. PolicyFormats.All.Select(format => (format, format.Write(new PolicyRequest([server], null, "odd", Stamp)), server, "odd"))]);
        var docker = PolicyFormats.Find("docker")!.Write(new PolicyRequest([server], "list", "odd", Stamp));
        docker.Notes.ShouldContain(note => note.Contains("takes the name for the same as \"LIST\""), "also where the policy speaks of one tool alone");
        docker.Effects.ShouldHaveSingleItem().Carried.ShouldBeFalse();
    }

    [EvaluatorFact]
    public async Task A_server_without_any_allowed_tool_and_one_with_hundreds_are_carried_by_every_format()
    {
        var names = Enumerable.Range(0, 300).Select(index => index % 3 == 0 ? $"get.item+{index}" : $"get_item_{index}").ToList();
        var many = Assessed.Server("many/tools", [.. names.Select((name, index) => Assessed.Tool(name, slug: $"t{index}"))]);
        many = many with { Tools = [.. many.Tools.Select(tool => tool with { Verdict = Reads(tool.Verdict) })] };
        var none = Assessed.Server("no/tools", Assessed.Tool("wipe"), Assessed.Tool("no_tool_is_allowed")).WithVerdict("wipe", Destroys).WithVerdict("no_tool_is_allowed", Destroys);
        await ShouldDecideAsSaidAsync([.. PolicyFormats.All.SelectMany(format => new[]
        {
            (format, format.Write(new PolicyRequest([many], null, "odd", Stamp)), many, "odd"),
            (format, format.Write(new PolicyRequest([none], null, "odd-one", Stamp)), none, "odd-one"),
        })]);
    }

    [Theory]
    [InlineData("toolhive", "Tool::\\\"t0")]
    [InlineData("agentgateway", "mcp.tool.name")]
    [InlineData("envoy", "- \"t0\"")]
    [InlineData("kong", "- name: \"t0\"")]
    [InlineData("intercept", "\"t0\":")]
    public void Every_comment_about_a_tool_stands_right_above_it_and_as_far_in(string id, string tool)
    {
        var server = Assessed.Server("a/b", [.. Enumerable.Range(0, 3).Select(index => Assessed.Tool($"t{index}"))]);
        server = server with { Tools = [.. server.Tools.Select(one => one with { Verdict = Reads(one.Verdict) })] };
        var lines = PolicyFormats.Find(id)!.Write(new PolicyRequest([server], null, null, Stamp)).Content.Split('\n');
        var comments = Enumerable.Range(0, lines.Length).Where(index => lines[index].TrimStart().StartsWith("# t", StringComparison.Ordinal)).ToList();
        comments.Count.ShouldBe(3);
        foreach (var index in comments) Indent(lines[index]).ShouldBe(Indent(lines[index + 1]), lines[index]);
        lines[comments[0] + 1].ShouldContain(tool);

        static int Indent(string line) => line.Length - line.TrimStart().Length;
    }

    [Fact]
    public void LiteLlm_gets_the_server_under_a_name_without_hyphens_and_says_so()
    {
        var file = PolicyFormats.Find("litellm")!.Write(new PolicyRequest([Assessed.Server("a/my-server", Assessed.Tool("list_things"))], null, null, Stamp));
        file.Content.ShouldContain("\"my_server\":");
        file.Notes.ShouldContain(note => note.Contains("refuses hyphens") && note.Contains("my_server"));
    }

    internal static async Task ShouldDecideAsSaidAsync(IReadOnlyList<(IPolicyFormat Format, PolicyFile File, AssessedServer Server, string Alias)> files)
    {
        const string unknown = "a-tool-nobody-has-seen";
        var cases = files.Select(one => new PolicyEvaluators.Case(
            one.Format.Id, one.File.Content, [.. one.File.Effects.OrderByDescending(effect => effect.Carried).Select(effect => (one.Alias, effect.Tool)), (one.Alias, unknown)]));
        var answers = await PolicyEvaluators.JudgeAsync([.. cases]);
        foreach (var (one, answer) in files.Zip(answers))
        {
            var where = $"{one.Format.Id} for {one.Server.Record.Name}";
            answer.Error.ShouldBeNull(where);
            var carried = one.File.Effects.Where(effect => effect.Carried).ToList();
            foreach (var (effect, decision) in carried.Zip(answer.Decisions))
            {
                var said = PolicyEvaluators.Word(effect);
                // Keeping a tool from the model is one way of denying it: formats without the difference may do either.
                (decision is "hide" ? "deny" : decision).ShouldBe(said is "hide" ? "deny" : said, $"{where}: {effect.Tool}");
            }
            // Neither a tool that nobody has seen, nor one whose name the file could not carry.
            foreach (var decision in answer.Decisions.Skip(carried.Count)) decision.ShouldBeOneOf(["deny", "hide", "ask"], $"{where}: an unknown tool");
        }
    }

    private static AssessedServer OddServer()
    {
        var server = Assessed.Server("odd/server", [.. OddNames.Select((name, index) => Assessed.Tool(name, "Does a thing.", """{"type":"object","properties":{"x":{"type":"string"}}}""", slug: $"t{index}"))]);
        foreach (var (name, index) in OddNames.Select((name, index) => (name, index)))
        {
            var (category, risk) = Kinds[index % Kinds.Length];
            server = server.WithVerdict(name, verdict => verdict with { Category = category, Risk = risk, Confidence = Confidence.High });
        }
        return server;
    }

    private static Verdict Destroys(Verdict verdict) => verdict with { Category = Category.Destructive, Risk = RiskLevel.Critical };

    private static Verdict Reads(Verdict verdict) => verdict with { Category = Category.Read, Risk = RiskLevel.Low, Confidence = Confidence.High };
}

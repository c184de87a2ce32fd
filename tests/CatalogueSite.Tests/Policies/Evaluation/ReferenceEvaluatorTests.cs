using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Policies.Evaluation;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Catalogue.Site.Tests.Policies.Evaluation;

public sealed class ReferenceEvaluatorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly PolicyStamp Stamp = new("1", "sha256:a", new DateOnly(2026, 1, 2));
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement;

    [Fact]
    public void Denied_and_hidden_tools_are_never_allowed_and_allowed_ones_always_are_under_any_arguments() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), ArbMap.Default.ArbFor<int>(), (names, seed) =>
        {
            var server = ServerOf([.. names.Select(name => name.Get).Distinct().Where(name => name.Length > 0)], seed);
            foreach (var evaluate in Evaluators(server))
            {
                foreach (var effect in evaluate.File.Effects.Where(effect => effect.Carried))
                {
                    foreach (var arguments in ArgumentsOf(seed))
                    {
                        var answer = evaluate.Call(effect.Tool, arguments, Noon);
                        answer.Allowed.ShouldBe(effect.Written is DecisionKind.Allow or DecisionKind.Limit, effect.ToString());
                        answer.Hidden.ShouldBe(effect.Written == DecisionKind.Hide, effect.ToString());
                    }
                }
                var unknown = "unknown" + string.Concat(evaluate.File.Effects.Select(effect => effect.Tool));
                evaluate.Call(unknown, NoArguments, Noon).Allowed.ShouldBeFalse();
            }
        }));

    [Theory]
    [InlineData("catalogue")]
    [InlineData("intercept")]
    public void A_limit_lets_exactly_its_number_of_calls_through_in_each_minute(string format)
    {
        var server = Assessed.Server("a/b", Assessed.Tool("save")).WithVerdict("save", verdict => verdict with { Category = Category.Write, Risk = RiskLevel.Medium });
        var call = Evaluators(server).Single(one => one.Format == format).Call;
        for (var minute = 0; minute < 3; minute++)
        {
            var allowed = Enumerable.Range(0, 59).Count(second => call("save", NoArguments, Noon.AddMinutes(minute).AddSeconds(second)).Allowed);
            allowed.ShouldBe(30);
        }
    }

    [Fact]
    public void Limits_of_one_counter_count_together_and_a_refused_call_is_not_counted()
    {
        var policy = CataloguePolicy.Parse("""
            {"version":"1","default":"allow","all_tools":{"limits":[{"counter":"all","window":"hour","max":3,"scope":"grant"}]},
             "tools":{"a":{"deny_if":[{"conditions":[{"path":"args.force","op":"eq","value":true}],"on_deny":"No force."}]},"b":{}}}
            """);
        using var force = JsonDocument.Parse("""{"force":true}""");
        policy.Evaluate("a", force.RootElement, Noon).Reason.ShouldBe("No force.");
        policy.Evaluate("a", NoArguments, Noon).Allowed.ShouldBeTrue();
        policy.Evaluate("b", NoArguments, Noon.AddMinutes(59)).Allowed.ShouldBeTrue();
        policy.Evaluate("c", NoArguments, Noon).Allowed.ShouldBeTrue();
        policy.Evaluate("b", NoArguments, Noon).Allowed.ShouldBeFalse();
        policy.Evaluate("b", NoArguments, Noon.AddMinutes(60)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Intercepts_conditions_permit_where_the_catalogues_deny()
    {
        var policy = InterceptPolicy.Parse("""
            version: "1"
            tools:
              pay:
                rules:
                  - name: small
                    conditions: [{ path: args.amount, op: lte, value: 100 }]
                    on_deny: Too much.
              sign: { rules: [{ name: person, action: require_approval }] }
            """);
        using var little = JsonDocument.Parse("""{"amount":100}""");
        using var much = JsonDocument.Parse("""{"amount":101}""");
        policy.Evaluate("pay", little.RootElement, Noon).Allowed.ShouldBeTrue();
        policy.Evaluate("pay", much.RootElement, Noon).Reason.ShouldBe("Too much.");
        policy.Evaluate("pay", NoArguments, Noon).Allowed.ShouldBeFalse();
        policy.Evaluate("sign", NoArguments, Noon).NeedsApproval.ShouldBeTrue();
        policy.Evaluate("other", NoArguments, Noon).Allowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"version":"2","default":"deny"}""", "version: must be \"1\".")]
    [InlineData("""{"version":"1"}""", "policy: needs 'default', a string.")]
    [InlineData("""{"version":"1","default":"deny","tools":{"a":{"require":[]}}}""", "tools.a.require: its meaning is not public")]
    [InlineData("""{"version":"1","default":"deny","tools":{"a":{"limits":[{"counter":"c","window":"week","max":1,"scope":"grant"}]}}}""", "tools.a.limits[0].window: 'week' is not one of minute, hour, day.")]
    [InlineData("""{"version":"1","default":"deny","hid":[]}""", "policy: 'hid' is not known here; allowed: version, default, hide, all_tools, tools.")]
    [InlineData("""{"version":"1","version":"1","default":"deny"}""", "policy: not JSON")]
    [InlineData("{", "policy: not JSON")]
    public void A_broken_catalogue_policy_says_where_and_why(string json, string message) =>
        Should.Throw<PolicyFileException>(() => CataloguePolicy.Parse(json)).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("version: \"1\"\n", "policy: needs 'tools'")]
    [InlineData("version: \"1\"\ntools: { a.b: { rules: [{ name: x, rate_limit: 1/minute }] } }\n", "tools.a.b.rules[0].rate_limit: the format refuses")]
    [InlineData("version: \"1\"\ntools: { a: { rules: [{ rate_limit: 1/minute }] } }\n", "tools.a.rules[0]: needs 'name', a string.")]
    [InlineData("version: \"1\"\ntools: { a: { rules: [{ name: x }] } }\n", "tools.a.rules[0]: needs either 'rate_limit' or 'conditions'.")]
    [InlineData("version: [", "policy: not YAML")]
    public void A_broken_intercept_policy_says_where_and_why(string yaml, string message) =>
        Should.Throw<PolicyFileException>(() => InterceptPolicy.Parse(yaml)).Message.ShouldStartWith(message);

    private static IEnumerable<(string Format, PolicyFile File, Func<string, JsonElement, DateTimeOffset, PolicyAnswer> Call)> Evaluators(AssessedServer server)
    {
        var json = PolicyFormats.Find("catalogue")!.Write(new PolicyRequest([server], null, null, Stamp));
        yield return ("catalogue", json, CataloguePolicy.Parse(json.Content).Evaluate);
        var yaml = PolicyFormats.Find("intercept")!.Write(new PolicyRequest([server], null, null, Stamp));
        yield return ("intercept", yaml, InterceptPolicy.Parse(yaml.Content).Evaluate);
    }

    private static AssessedServer ServerOf(IReadOnlyList<string> names, int seed)
    {
        var random = new Random(seed);
        var server = Assessed.Server("any/server", [.. names.Select((name, index) => Assessed.Tool(name, slug: $"t{index}"))]);
        foreach (var name in names)
        {
            server = server.WithVerdict(name, verdict => verdict with
            {
                Category = (Category)random.Next(5),
                Risk = (RiskLevel)random.Next(4),
                Confidence = (Confidence)random.Next(3),
                Capabilities = (Capabilities)random.Next(1 << 11),
            });
        }
        return server;
    }

    private static IEnumerable<JsonElement> ArgumentsOf(int seed)
    {
        yield return NoArguments;
        yield return JsonSerializer.SerializeToElement(new { force = true, path = "/", amount = seed, nested = new { list = new[] { seed } } });
    }
}

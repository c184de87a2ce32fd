using System.Net;
using System.Text;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection;

/// <summary>Every hostile server over HTTP ends in its outcome, within its time.</summary>
public sealed class HttpZooTests : IAsyncLifetime
{
    /// <summary>Small in all but time: a busy machine must not turn another outcome into a timeout.</summary>
    internal static readonly InspectionLimits Small = new()
    {
        MaxMessageBytes = 512 * 1024,
        MaxTotalBytes = 1024 * 1024,
        MaxPages = 20,
        MaxTools = 500,
        MaxDepth = 64,
        MaxUnaskedMessages = 100,
        RemoteTime = TimeSpan.FromSeconds(60),
        ProbeTime = TimeSpan.FromSeconds(30),
    };

    /// <summary>For servers whose outcome is that time runs out.</summary>
    private static readonly InspectionLimits Hasty = Small with { RemoteTime = TimeSpan.FromSeconds(3), ProbeTime = TimeSpan.FromSeconds(0.7) };

    private HttpZoo _zoo = null!;

    public async Task InitializeAsync() => _zoo = await HttpZoo.OpenAsync();

    public async Task DisposeAsync() => await _zoo.DisposeAsync();

    [Theory]
    [InlineData("honest", Outcome.Observed, null)]
    [InlineData("endless-body", Outcome.TooLarge, "a message of more than")]
    [InlineData("endless-event", Outcome.TooLarge, "a message of more than")]
    [InlineData("endless-comments", Outcome.TooLarge, "bytes")]
    [InlineData("endless-error-page", Outcome.TooLarge, "bytes")]
    [InlineData("endless-cursor", Outcome.Partial, "did not end within 20 pages")]
    [InlineData("repeated-cursor", Outcome.Partial, "repeats a page cursor")]
    [InlineData("empty-cursor", Outcome.Observed, null)]
    [InlineData("many-tools", Outcome.TooLarge, "a message of more than")]
    [InlineData("many-pages", Outcome.Partial, "more than 500 tools")]
    [InlineData("huge-tool", Outcome.TooLarge, "a message of more than")]
    [InlineData("deep", Outcome.TooLarge, "bytes")]
    [InlineData("deep-elsewhere", Outcome.TooLarge, "bytes")]
    [InlineData("bad-utf8", Outcome.ProtocolError, "UTF-8")]
    [InlineData("bad-json", Outcome.ProtocolError, "not valid JSON")]
    [InlineData("not-json", Outcome.ProtocolError, "Hello!")]
    [InlineData("html", Outcome.ProtocolError, "text/html")]
    [InlineData("empty", Outcome.ProtocolError, "without a reply")]
    [InlineData("accepted", Outcome.ProtocolError, "without a reply")]
    [InlineData("no-list", Outcome.ProtocolError, "without a list of tools")]
    [InlineData("odd-entries", Outcome.Observed, "5 entries of the list have no name")]
    [InlineData("drip", Outcome.TimedOut, "3 seconds")]
    [InlineData("hang", Outcome.TimedOut, "3 seconds")]
    [InlineData("reset", Outcome.Unreachable, "broke off")]
    [InlineData("gzip-bomb", Outcome.TooLarge, "bytes")]
    [InlineData("redirect-metadata", Outcome.RefusedAddress, "169.254.169.254")]
    [InlineData("redirect-file", Outcome.RefusedAddress, "file")]
    [InlineData("redirect-loop", Outcome.Unreachable, "redirects")]
    [InlineData("wrong-id", Outcome.ProtocolError, "987654")]
    [InlineData("null-id", Outcome.ProtocolError, "without a reply")]
    [InlineData("flood", Outcome.ProtocolError, "messages that answer nothing")]
    [InlineData("asks-back", Outcome.Observed, null)]
    [InlineData("duplicates", Outcome.Observed, "1 tools repeat the name")]
    [InlineData("prehistoric", Outcome.ProtocolError, "2023-01-01")]
    [InlineData("oldest", Outcome.Observed, null)]
    [InlineData("future", Outcome.ProtocolError, "2099-01-01")]
    [InlineData("newer-only", Outcome.ProtocolError, "")]
    [InlineData("older-by-error", Outcome.Observed, null)]
    [InlineData("discover-crashes", Outcome.Observed, null)]
    [InlineData("discover-hangs", Outcome.Observed, null)]
    [InlineData("not-found", Outcome.Unreachable, "HTTP 404")]
    [InlineData("broken", Outcome.Unreachable, "HTTP 500")]
    [InlineData("busy", Outcome.Unreachable, "429")]
    [InlineData("refuses-list", Outcome.ProtocolError, "Only on [31mSundays")]
    [InlineData("no-tools", Outcome.Observed, null)]
    public async Task A_server_of_the_zoo_ends_in_its_outcome(string behaviour, Outcome outcome, string? reason)
    {
        var limits = behaviour switch
        {
            "drip" or "hang" => Hasty,
            "discover-hangs" => Small with { ProbeTime = Hasty.ProbeTime },
            _ => Small,
        };

        var result = await InspectAsync(behaviour, limits);

        result.Observation.Outcome.ShouldBe(outcome, result.Observation.Reason);
        if (reason is null) result.Observation.Reason.ShouldBeNull();
        else result.Observation.Reason.ShouldNotBeNull().ShouldContain(reason);
        result.Observation.Reason?.Any(char.IsControl).ShouldBeFalse();
        if (outcome is not (Outcome.Observed or Outcome.Partial)) result.Tools.ShouldBeEmpty();
    }

    [Fact]
    public void Every_behaviour_of_the_zoo_is_met_by_a_test()
    {
        var met = typeof(HttpZooTests).GetMethod(nameof(A_server_of_the_zoo_ends_in_its_outcome))!
            .GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!);

        HttpZoo.Behaviours.Except(met).ShouldBe(["close-each", "odd-names", "raw"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_schema_nested_100_000_deep_is_too_large_also_where_the_bytes_would_do()
    {
        var roomy = Small with { MaxMessageBytes = 2_000_000, MaxTotalBytes = 4_000_000 };

        foreach (var behaviour in new[] { "deep", "deep-elsewhere" })
        {
            var result = await InspectAsync(behaviour, roomy);

            result.Observation.Outcome.ShouldBe(Outcome.TooLarge);
            result.Observation.Reason.ShouldNotBeNull().ShouldContain("64 levels");
        }
    }

    [Fact]
    public async Task What_a_stateless_server_says_of_itself_is_kept()
    {
        var result = await InspectAsync("honest");

        result.Tools.Select(t => t.Name).ShouldBe(["feed", "clean"]);
        result.Observation.ProtocolVersion.ShouldBe("2026-07-28");
        result.Observation.ServerTitle.ShouldBe("zoo");
        result.Observation.ServerVersion.ShouldBe("6.6");
        result.Observation.Instructions.ShouldBe("Feed me");
        result.Observation.How.ShouldBe("streamable-http");
        result.Observation.Endpoint.ShouldBe(_zoo.Url("honest").AbsoluteUri);
        result.Observation.LastGoodAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Odd_names_are_kept_as_they_are()
    {
        var result = await InspectAsync("odd-names");

        result.Observation.Outcome.ShouldBe(Outcome.Observed);
        result.Tools.Select(t => t.Name).ShouldBe(HttpZoo.OddNames);
    }

    [Fact]
    public async Task Names_that_differ_by_case_alone_are_different_tools_and_of_equal_ones_the_first_counts()
    {
        var result = await InspectAsync("duplicates");

        result.Tools.Select(t => t.Name).ShouldBe(["feed", "Feed", "FEED"]);
        result.Tools[0].Description.ShouldBe("Feeds an animal.");
    }

    [Fact]
    public async Task A_definition_is_kept_byte_for_byte()
    {
        var result = await InspectAsync("raw");

        var tool = result.Tools.ShouldHaveSingleItem();
        tool.Name.ShouldBe("raw\ud800");
        tool.Description.ShouldBe("dA/");
        Encoding.UTF8.GetString(tool.InputSchema.Span).ShouldBe("""{"type":"object","type":"array","x":1.0e400,"y":12345678901234567890.10,"\u0061":"\ud800"}""");
        Encoding.UTF8.GetString(tool.Annotations.Span).ShouldBe("""{ "readOnlyHint" : true }""");
        tool.OutputSchema.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_that_asks_back_gets_refusals_and_no_secrets()
    {
        await InspectAsync("asks-back");

        _zoo.Seen.ShouldAllBe(line => line.StartsWith("POST /asks-back ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_the_second_time_is_refused()
    {
        var lookUps = 0;
        var options = new GuardOptions
        {
            AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]),
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(Interlocked.Increment(ref lookUps) == 1 ? "127.0.0.1" : "169.254.169.254") }),
        };
        var address = new UriBuilder(_zoo.Url("close-each")) { Host = "rebinding.example" }.Uri;

        var result = await InspectAsync(address, Small, options);

        result.Observation.Outcome.ShouldBe(Outcome.RefusedAddress, result.Observation.Reason);
        lookUps.ShouldBe(2);
    }

    [Fact]
    public async Task A_hostile_crowd_disturbs_no_honest_server_and_takes_little_memory()
    {
        using var http = new GuardedHttp(new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });
        await using var inspector = new ServerInspector(http, new InspectionOptions { Limits = Small with { RemoteTime = TimeSpan.FromSeconds(20), ProbeTime = TimeSpan.FromSeconds(10) } });
        var crowd = HttpZoo.Behaviours.SelectMany(b => new[] { b, "honest" }).ToList();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var results = await Task.WhenAll(crowd.Select(b => inspector.InspectAsync(Target(_zoo.Url(b)), CancellationToken.None)));

        crowd.Zip(results).Where(pair => pair.First == "honest").ShouldAllBe(pair => pair.Second.Observation.Outcome == Outcome.Observed && pair.Second.Tools.Count == 2);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(128 * 1024 * 1024 /* the zoo's own buffers included */);
    }

    [Fact]
    public async Task Cancelling_is_the_callers_and_no_outcome()
    {
        using var http = new GuardedHttp(new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });
        await using var inspector = new ServerInspector(http, new InspectionOptions { Limits = Small });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(inspector.InspectAsync(Target(_zoo.Url("hang")), cancel.Token));
    }

    internal static InspectionTarget Target(Uri address, EndpointKind kind = EndpointKind.StreamableHttp) =>
        new("zoo", new Endpoint { Kind = kind, Url = address.AbsoluteUri });

    private Task<InspectionResult> InspectAsync(string behaviour, InspectionLimits? limits = null) => InspectAsync(_zoo.Url(behaviour), limits ?? Small);

    private static async Task<InspectionResult> InspectAsync(Uri address, InspectionLimits limits, GuardOptions? guard = null)
    {
        using var http = new GuardedHttp(guard ?? new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });
        await using var inspector = new ServerInspector(http, new InspectionOptions { Limits = limits });
        return await inspector.InspectAsync(Target(address), CancellationToken.None);
    }
}

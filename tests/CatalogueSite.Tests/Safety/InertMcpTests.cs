using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Catalogue.Site.Tests.Safety;

/// <summary>Injections through the answers of <c>/mcp</c>, which a model reads: each is a value under <c>untrusted</c>, and never structure.</summary>
public sealed class InertMcpTests(InjectedSite injected) : IClassFixture<InjectedSite>
{
    [Fact]
    public async Task Every_answer_keeps_each_text_under_untrusted_and_stays_what_its_schema_says()
    {
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(injected.Site.Root, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));
        for (var index = 0; index < Injections.Texts.Length; index++)
        {
            foreach (var (name, arguments) in Calls(index))
            {
                var answer = await client.CallToolAsync(name, arguments);
                (answer.IsError ?? false).ShouldBeFalse($"{name}, text {index}");
                var structured = JsonNode.Parse(answer.StructuredContent!.Value.GetRawText())!;
                JsonNode.DeepEquals(structured, JsonNode.Parse(answer.Content.OfType<TextContentBlock>().Single().Text)).ShouldBeTrue(name);
                ShouldKeepApart(structured, Injections.Texts[index], $"{name}, text {index}");
            }
        }
    }

    [Fact]
    public async Task An_error_does_not_repeat_what_was_asked()
    {
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(injected.Site.Root, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));
        foreach (var text in Injections.Texts.Where(text => !text.Contains('\uD800', StringComparison.Ordinal)))
        {
            var answer = await client.CallToolAsync("get_server_risk", new Dictionary<string, object?> { ["server"] = "nobody " + text });
            answer.IsError.ShouldBe(true, text);
            answer.Content.OfType<TextContentBlock>().Single().Text.ShouldNotContain("nobody");
        }
    }

    private static IEnumerable<(string Name, Dictionary<string, object?> Arguments)> Calls(int index)
    {
        yield return ("search_tools", new() { ["query"] = "delete", ["limit"] = 25 });
        yield return ("get_tool_risk", new() { ["server"] = $"inj-{index}", ["tool"] = $"tool-{index}" });
        yield return ("get_server_risk", new() { ["server"] = $"inj-{index}" });
        yield return ("get_policy", new() { ["server"] = $"inj-{index}", ["format"] = "catalogue" });
        yield return ("check_stack", new() { ["servers"] = new[] { $"inj-{index}", "unknown-server" } });
    }

    // Short texts ("~", "yes") stand in our own words too: they would prove nothing.
    private static void ShouldKeepApart(JsonNode answer, string text, string where)
    {
        RemoveUntrusted(answer, where);
        if (text.Length >= 8) answer.ToJsonString(Unescaped).ShouldNotContain(JsonSerializer.Serialize(text, Unescaped)[1..^1], Case.Sensitive, where);
        answer.ToJsonString().ShouldNotContain("pwned", Case.Sensitive, where);
    }

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void RemoveUntrusted(JsonNode node, string where)
    {
        if (node is JsonObject members)
        {
            members.ContainsKey("pwned").ShouldBeFalse(where);
            members.Remove("untrusted");
            foreach (var (_, member) in members) { if (member is not null) RemoveUntrusted(member, where); }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items) { if (item is not null) RemoveUntrusted(item, where); }
        }
    }
}

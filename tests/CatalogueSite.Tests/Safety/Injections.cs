using System.Text.Encodings.Web;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Safety;

/// <summary>Texts that do harm where an output takes them for more than text, and servers that carry each of them in every field.</summary>
internal static class Injections
{
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The texts. A script of them sets <c>window.hit</c>; a line of them that became structure says <c>pwned</c>.</summary>
    public static readonly string[] Texts =
    [
        // HTML, in text, in attributes, in scripts, styles, comments, titles and templates.
        "<script>window.hit=1</script>", "\"><script>window.hit=2</script>", "'><img src=x onerror=window.hit=3>", "\" autofocus onfocus=\"window.hit=4",
        "</script><script>window.hit=5</script>", "</title><svg onload=window.hit=6>", "</style><script>window.hit=7</script>", "--><script>window.hit=8</script><!--",
        "<![CDATA[<script>window.hit=9</script>]]>", "]]><script>window.hit=10</script>", "<iframe srcdoc='<script>parent.hit=11</script>'></iframe>",
        "<math><mi xlink:href='javascript:window.hit=12'>m</mi></math>", "<base href='https://evil.invalid/'>", "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
        "<form action='https://evil.invalid/'><button>go</button></form>", "javascript:window.hit=13", "data:text/html,<script>window.hit=14</script>", "&lt;script&gt;window.hit=15&lt;/script&gt;",
        "&#60;script&#62;window.hit=16&#60;/script&#62;", "{{constructor.constructor('window.hit=17')()}}", "${window.hit=18}", "`+(window.hit=19)+`", "\u2028window.hit=20\u2029",
        // XML, Atom and SVG.
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;", "</title><entry><title>pwned</title></entry><title>", "<?xml-stylesheet href='https://evil.invalid/x'?>",
        "</text><script xmlns='http://www.w3.org/2000/svg'>window.hit=21</script><text>", "<svg xmlns='http://www.w3.org/2000/svg' onload='window.hit=22'/>", "\uFFFE\uFFFF",
        // JSON, YAML, TOML, Cedar, the shell, spreadsheets, headers.
        "\",\"pwned\":true,\"x\":\"", "\\\",\\\"pwned\\\":true", "a\npwned: true\nb: |", "- pwned\n- *anchor", "!!python/object:pwned", "&anchor pwned", "%YAML 1.2\n---\npwned: 1", "yes", "~",
        "\"\"\"\npwned = true\n\"\"\"", "'''\npwned = true\n'''", "\"\n[pwned]\n", "permit(principal, action, resource); //", "\"); permit(principal, action, resource);",
        "'; touch pwned; '", "$(touch pwned)", "`touch pwned`", "a\\\ntouch pwned", "=cmd|' /C calc'!A0", "x\r\nSet-Cookie: pwned=1\r\n\r\n<script>window.hit=23</script>",
        // Terminals.
        "\u001b[31mred\u001b[0m", "\u001b]0;pwned\u0007", "\u001b]8;;https://evil.invalid/\u001b\\link\u001b]8;;\u001b\\", "\u009b2J", "wipe\rpwned", "back\b\b\b\bpwned", "[red]markup[/]", "[link=https://evil.invalid/]x[/]",
        // The eye, and paths.
        "safe\u202Efdp.exe", "a\u200B\u200C\u200D\u2060b", "\uDB40\uDC68\uDB40\uDC69 tags", "../../etc/passwd", "..\\..\\x", "%2e%2e%2f%00", "nul\0l", "\uD800 half",
    ];

    /// <summary>One server for each text, with the text in every field that a stranger fills.</summary>
    public static IReadOnlyList<ServerRecord> Servers { get; } = [.. Texts.Select(Server)];

    private static ServerRecord Server(string text, int index)
    {
        var seen = DateTimeOffset.UnixEpoch.AddYears(56);
        var tool = Assessed.Tool("delete " + text, $"Deletes {text}. {text}", Schema(text), Annotations(text), slug: $"tool-{index}", title: text);
        var record = Assessed.Record($"inj/{index} {text}", tool);
        return record with
        {
            Id = index + 1,
            Slug = $"inj-{index}",
            Title = text,
            Description = $"Text {text}",
            Repository = "https://example.com/" + text,
            RepositorySubfolder = text,
            WebsiteUrl = text,
            Version = text,
            Status = index % 3 == 0 ? ServerStatus.Deprecated : ServerStatus.Active,
            StatusMessage = text,
            Aliases = [$"alias {index} {text}"],
            Endpoints = [new Endpoint { Kind = EndpointKind.StreamableHttp, Url = text, Settings = [new EndpointSetting(text, true, true)] }],
            Listings = [new Listing(text, text, seen, seen, null, null)],
            Observation = record.Observation with { ServerTitle = text, ServerVersion = text, ProtocolVersion = text, How = text, Reason = text, Instructions = $"Say {text}" },
            History = [new HistoryEntry(index + 1, index + 1, tool.Name, ChangeKind.Changed, seen, null, tool.DefinitionHash, [text])],
        };
    }

    private static string Schema(string text)
    {
        var whole = Whole(text);
        return JsonSerializer.Serialize(
            new { type = whole, title = whole, properties = new Dictionary<string, object> { [whole] = new { type = "string", title = whole, description = whole, @default = whole, @enum = new[] { whole }, pattern = whole, format = whole } }, required = new[] { whole } }, Raw);
    }

    private static string Annotations(string text) => JsonSerializer.Serialize(new { title = Whole(text), readOnlyHint = true, note = Whole(text) }, Raw);

    // The serializer takes no half of a pair.
    private static string Whole(string text) => text.Replace('\uD800', '?');
}

using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Policies;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Safety;

/// <summary>Injections through every field into every output that a program reads, each judged by a parser of that format.</summary>
public sealed class InertOutputTests(InjectedSite injected) : IClassFixture<InjectedSite>
{
    private static readonly string[] Addresses = ["/", "#", "?", "http://", "https://"];
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly IEnumerable<int> Indexes = Enumerable.Range(0, Injections.Texts.Length);

    [Fact]
    public async Task Json_says_each_text_as_it_is_and_never_more()
    {
        foreach (var path in Indexes.SelectMany(index => new[] { $"/api/v1/servers/inj-{index}", $"/api/v1/tools/inj-{index}/tool-{index}" })
            .Concat(["/api/v1/stats", "/api/v1/servers?limit=100", "/api/v1/changes?limit=100", "/api/v1/search?q=delete&limit=100", "/v0.1/servers?limit=100", "/openapi/v1.json"]))
        {
            var text = await TextAsync(path);
            using var json = JsonDocument.Parse(text);
            ShouldHoldNoControl(text, path);
            ShouldNotBePwned(json.RootElement, path);
        }
        foreach (var index in Indexes)
        {
            using var tool = JsonDocument.Parse(await TextAsync($"/api/v1/tools/inj-{index}/tool-{index}"));
            tool.RootElement.GetProperty("tool").GetString().ShouldBe(Replaced("delete " + Injections.Texts[index]));
        }
    }

    [Fact]
    public async Task Each_line_of_the_dump_is_one_server_or_tool()
    {
        using var answer = await injected.Site.GetAsync("/api/v1/dump.jsonl.gz");
        await using var gzip = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kinds = new Dictionary<string, int>();
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            ShouldNotBePwned(json.RootElement, line);
            var kind = json.RootElement.GetProperty("kind").GetString()!;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }
        kinds.ShouldBe(new Dictionary<string, int> { ["server"] = Injections.Texts.Length, ["tool"] = Injections.Texts.Length }, ignoreOrder: true);
    }

    [Fact]
    public async Task Feeds_hold_the_elements_of_Atom_and_nothing_else()
    {
        string[] allowed = ["feed", "id", "title", "subtitle", "updated", "published", "author", "name", "uri", "link", "entry", "category", "content", "summary", "generator", "icon", "rights"];
        foreach (var path in Indexes.Select(index => $"/feeds/servers/inj-{index}.atom").Concat(["/feeds/changes.atom", "/feeds/categories/destructive.atom", "/feeds/risk/critical.atom"]))
        {
            var feed = Xml(await TextAsync(path), path);
            var elements = feed.Root!.DescendantsAndSelf().ToList();
            elements.ShouldAllBe(element => element.Name.Namespace == Atom && allowed.Contains(element.Name.LocalName), path);
            elements.Count(element => element.Name == Atom + "entry").ShouldBeLessThanOrEqualTo(path.Contains("/servers/", StringComparison.Ordinal) ? 1 : Injections.Texts.Length);
            foreach (var address in elements.Attributes("href").Select(attribute => attribute.Value)) address.ShouldStartWith("https://catalogue.example/", Case.Sensitive, path);
            foreach (var html in elements.Where(element => (string?)element.Attribute("type") is "html" or "xhtml")) ShouldHoldNoScript(html.Value, path);
        }
    }

    [Fact]
    public async Task Badges_and_sitemaps_are_well_formed_and_carry_no_strangers_word()
    {
        foreach (var index in Indexes)
        {
            var badge = Xml(await TextAsync($"/badges/inj-{index}.svg"), "badge");
            badge.Root!.DescendantsAndSelf().ShouldAllBe(element => element.Name.Namespace == Svg && new[] { "svg", "title", "rect", "path", "g", "text" }.Contains(element.Name.LocalName));
            badge.Root.Value.ShouldNotContain("hit");
        }
        foreach (var path in new[] { "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/servers-1.xml" })
        {
            using var answer = await injected.Site.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.NotFound && path.Contains("servers-", StringComparison.Ordinal)) continue;
            foreach (var address in Xml(await answer.Content.ReadAsStringAsync(), path).Descendants().Where(element => element.Name.LocalName == "loc"))
            {
                address.Value.ShouldMatch("^https://catalogue\\.example/[a-z0-9/._-]*$");
            }
        }
        ShouldHoldNoControl((await TextAsync("/llms.txt")).Replace("\n", "", StringComparison.Ordinal), "llms.txt");
    }

    [Fact]
    public async Task A_flow_drawn_on_a_page_and_all_else_in_pages_holds_no_script_and_no_foreign_address()
    {
        foreach (var path in Indexes.SelectMany(index => new[] { $"/servers/inj-{index}/", $"/servers/inj-{index}/tools/tool-{index}/" }).Concat(["/", "/changes/", "/servers/", "/search?q=delete", "/crawl/"]))
        {
            ShouldHoldNoScript(await TextAsync(path), path);
        }
        foreach (var text in Injections.Texts) ShouldHoldNoScript(await TextAsync("/search?q=" + Uri.EscapeDataString(Replaced(text))), text);
    }

    [Fact]
    public async Task Headers_keep_to_their_lines()
    {
        foreach (var index in Indexes)
        {
            foreach (var format in PolicyFormats.All)
            {
                using var answer = await injected.Site.GetAsync($"/policies/inj-{index}/tool-{index}/{format.Id}.{format.Extension}");
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, format.Id);
                answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
                answer.Content.Headers.ContentDisposition!.ToString().ShouldMatch("^attachment; filename=\"?[A-Za-z0-9._-]+\"?$");
            }
        }
    }

    [EvaluatorFact]
    public async Task Policies_decide_as_they_say_whatever_tools_servers_and_titles_are_called()
    {
        var assessor = new ServerAssessor(Assessed.Classifier);
        var servers = Injections.Servers.Select(assessor.Assess).ToList();
        var stamp = new PolicyStamp("1.2.3", "sha256:abc", new DateOnly(2026, 1, 2));
        var files = PolicyFormats.All.SelectMany(format => servers.SelectMany(server => new[] { null, server.Tools[0].Record.Name }
            .Select(tool => (format, format.Write(new PolicyRequest([server], tool, "odd", stamp)), server, "odd")))).ToList();
        foreach (var (format, file, _, _) in files)
        {
            ShouldHoldNoControl(file.Content.Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal), format.Id);
            foreach (var said in file.Notes.Append(file.Summary).Append(file.FileName)) ShouldHoldNoControl(said, format.Id);
        }
        await PolicyFormatsTests.ShouldDecideAsSaidAsync(files);
    }

    private async Task<string> TextAsync(string path)
    {
        using var answer = await injected.Site.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsStringAsync();
    }

    private static XDocument Xml(string text, string path)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        try
        {
            return XDocument.Load(reader);
        }
        catch (XmlException error)
        {
            throw new ShouldAssertException($"{path} is not well-formed: {error.Message}");
        }
    }

    private static void ShouldNotBePwned(JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) ShouldNotBePwned(item, where);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                property.Name.ShouldNotBe("pwned", where);
                ShouldNotBePwned(property.Value, where);
            }
        }
    }

    private static void ShouldHoldNoScript(string html, string where)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var script in document.QuerySelectorAll("script"))
        {
            (script.GetAttribute("src")?.StartsWith("/assets/", StringComparison.Ordinal) == true || script.GetAttribute("type") == "application/ld+json").ShouldBeTrue(where);
            if (script.GetAttribute("type") == "application/ld+json") JsonDocument.Parse(script.TextContent).Dispose();
        }
        document.QuerySelectorAll("iframe, object, embed, base, foreignObject, main style, meta[http-equiv], main link").ShouldBeEmpty(where);
        foreach (var attribute in document.All.SelectMany(element => element.Attributes))
        {
            var runs = attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                || (attribute.Name is "href" or "src" or "action" or "formaction" && !Addresses.Any(start => attribute.Value.StartsWith(start, StringComparison.Ordinal)));
            if (runs) throw new ShouldAssertException($"{where}: {attribute.Name}={attribute.Value}");
        }
        document.QuerySelectorAll("form").ShouldAllBe(form => form.GetAttribute("action") == null || form.GetAttribute("action") == "/search", where);
    }

    private static void ShouldHoldNoControl(string text, string where)
    {
        var found = text.FirstOrDefault(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'), ' ');
        if (found != ' ') throw new ShouldAssertException($"{where}: U+{(int)found:X4}");
    }

    // Half of a pair can't be sent as UTF-8.
    private static string Replaced(string text) => text.Replace('\uD800', '\uFFFD');
}

using System.Text.Json;
using AngleSharp.Dom;
using Catalogue.Classifier.Model;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Pages.Tool;

public sealed class ToolPageTests
{
    private const string Description = "Cuts the background out of a picture and deletes the original for good. Works on drafts only.";

    private static readonly AssessedServer Server = Assessed.Server(
        "example/pictures",
        Assessed.Tool("backgroundRemoval", Description, """{"type":"object","required":["path"],"properties":{"path":{"type":"string","description":"File to delete from."},"mode":{"enum":["soft","hard"],"default":"soft"}}}""", """{"readOnlyHint":true}"""),
        Assessed.Tool("listPictures", "Lists pictures."),
        Assessed.Tool("deletePicture", "Deletes one picture."))
        .WithVerdict("backgroundRemoval", verdict => verdict with
        {
            Category = Category.Destructive,
            Risk = RiskLevel.Critical,
            Confidence = Confidence.Medium,
            Contested = true,
            Capabilities = Capabilities.Deletes | Capabilities.AccessesFilesystem,
            Evidence =
            [
                new Evidence("verb-delete", "Destructive", 80, new Span("description", 41, 7, "deletes")),
                new Evidence("file-path", "accesses-filesystem", 50, new Span("inputSchema/properties/path", 0, 4, "path", InKey: true)),
                new Evidence("verb-remove", "Destructive", 90, new Span("name", 10, 7, "Removal")),
            ],
            CounterEvidence = [new Evidence("drafts", "Write", 40, new Span("description", 81, 6, "drafts"))],
            Findings = [new Finding("claims-to-read", FindingClass.Hygiene, RiskLevel.Medium, new Span("annotations/readOnlyHint", 0, 0, "true"), "It says that it only reads.")],
        });

    [Fact]
    public async Task Says_name_server_summary_and_verdict_at_the_top()
    {
        var page = await Rendered.ToolAsync(Server, "backgroundRemoval");
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.QuerySelector("h1")!.TextContent.ShouldBe("backgroundRemoval");
        page.QuerySelector(".of a")!.GetAttribute("href").ShouldBe("/servers/example-pictures/");
        page.QuerySelector(".lead")!.TextContent.ShouldBe(Description);
        page.QuerySelector(".stamp")!.Text().ShouldSatisfyAllConditions(
            stamp => stamp.ShouldContain("Destructive"),
            stamp => stamp.ShouldContain("Critical"),
            stamp => stamp.ShouldContain("Medium"),
            stamp => stamp.ShouldContain("Contested"),
            stamp => stamp.ShouldContain("1 finding"));
        page.DocumentElement.InnerHtml.ShouldContain("[part:canonical]");
    }

    [Fact]
    public async Task Marks_evidence_and_counter_evidence_in_place_and_links_each_to_its_rule()
    {
        var page = await Rendered.ToolAsync(Server, "backgroundRemoval");
        var said = page.QuerySelector("div.said.prose")!;
        said.QuerySelectorAll("mark").Select(mark => (mark.TextContent, mark.ClassName)).ShouldBe([("deletes", "c-d"), ("drafts", "c-w not")]);
        page.QuerySelector(".sheet mark")!.TextContent.ShouldBe("Removal");
        foreach (var reference in page.QuerySelectorAll("a.ref"))
        {
            var note = page.GetElementById(reference.GetAttribute("href")![1..]).ShouldNotBeNull();
            note.QuerySelector("a")!.GetAttribute("href").ShouldStartWith("/rules/");
        }
        page.QuerySelectorAll(".notes > li").Select(note => note.QuerySelector(".rule a")!.TextContent).ShouldBe(["verb-remove", "verb-delete", "drafts", "file-path", "claims-to-read"]);
        page.QuerySelectorAll(".notes > li").Select(note => note.GetAttribute("value")).ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [Fact]
    public async Task Shows_parameters_and_which_of_them_raise_the_risk()
    {
        var page = await Rendered.ToolAsync(Server, "backgroundRemoval");
        var rows = page.QuerySelectorAll("table.stack:not(.hints) tbody tr");
        rows.Length.ShouldBe(2);
        rows[0].TextContent.ShouldContain("required");
        rows[0].QuerySelector(".raises")!.TextContent.ShouldContain("Accesses the file system");
        rows[1].TextContent.ShouldContain("default soft");
    }

    [Fact]
    public async Task Puts_the_authors_claims_beside_what_is_found()
    {
        var page = await Rendered.ToolAsync(Server, "backgroundRemoval");
        page.QuerySelector("table.hints tbody tr")!.TextContent.ShouldSatisfyAllConditions(
            row => row.ShouldContain("only reads"),
            row => row.ShouldContain("may change things"),
            row => row.ShouldContain("disagrees"));
    }

    [Fact]
    public async Task Offers_the_policy_in_every_format_without_a_script()
    {
        var page = await Rendered.ToolAsync(Server, "backgroundRemoval");
        page.QuerySelector("figure.code code")!.TextContent.ShouldBe("""{"version":"1","default":"deny","hide":["backgroundRemoval"]}""");
        var form = page.QuerySelector("form[data-policy]")!;
        form.QuerySelectorAll("button").Select(button => button.GetAttribute("formaction")).ShouldBe(
            PolicyFormats.All.Select(format => $"/policies/example-pictures/backgroundremoval/{format.Id}.{format.Extension}"));
        form.QuerySelector("input")!.GetAttribute("name").ShouldBe("alias");
        page.QuerySelector("a.download")!.GetAttribute("href").ShouldBe("/policies/example-pictures/backgroundremoval/catalogue.json");
        page.QuerySelector(".effect")!.TextContent.ShouldContain("other 2 tools");
        page.QuerySelector(".effect a")!.GetAttribute("href").ShouldBe("/servers/example-pictures/#policy");
    }

    [Fact]
    public async Task Answers_six_questions_for_people_and_machines_alike()
    {
        var page = await Rendered.ToolAsync(Server, "backgroundRemoval");
        var asked = page.QuerySelectorAll(".faq h3").Select(heading => heading.TextContent).ToList();
        asked.Count.ShouldBe(6);
        using var data = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        var faq = data.RootElement.GetProperty("@graph")[0];
        faq.GetProperty("@type").GetString().ShouldBe("FAQPage");
        var questions = faq.GetProperty("mainEntity").EnumerateArray().ToList();
        questions.Select(question => question.GetProperty("name").GetString()).ShouldBe(asked);
        questions.Select(question => question.GetProperty("acceptedAnswer").GetProperty("text").GetString())
            .ShouldBe(page.QuerySelectorAll(".faq p").Select(answer => answer.TextContent));
    }

    [Fact]
    public async Task Names_siblings_of_the_category_and_leaves_neighbours_to_a_part()
    {
        var server = Server.WithVerdict("deletePicture", verdict => verdict with { Category = Category.Destructive });
        var page = await Rendered.ToolAsync(server, "backgroundRemoval");
        page.QuerySelectorAll("section[aria-labelledby=others] .names a").Select(link => link.GetAttribute("href")).ShouldBe(["/servers/example-pictures/tools/deletepicture/"]);
        page.QuerySelector("section[aria-labelledby=others]")!.TextContent.ShouldContain("[part:neighbours/Destructive/background]");
    }

    [Fact]
    public async Task Tells_how_it_was_observed_and_how_to_check_the_verdict()
    {
        var page = await Rendered.ToolAsync(Server, "backgroundRemoval");
        var record = page.QuerySelector("section.record")!.TextContent;
        record.ShouldContain("started in a sandbox without network");
        record.ShouldContain("MCP 2025-11-25");
        record.ShouldContain(Server.Tools[0].Record.DefinitionHash);
        record.ShouldContain("catalogue assess");
        page.QuerySelector("footer")!.TextContent.ShouldContain("An automated opinion on definitions, not on code");
    }

    [Fact]
    public async Task Keeps_a_page_without_a_policy_for_a_removed_tool()
    {
        var gone = Server with { Tools = [.. Server.Tools.Select(tool => tool.Record.Name == "deletePicture" ? tool with { Record = tool.Record with { RemovedAt = tool.Record.FirstSeen } } : tool)] };
        await ShouldBeKeptWithoutPolicy(gone, "Removed");
    }

    [Fact]
    public async Task Keeps_a_page_without_a_policy_for_a_tool_of_a_withdrawn_server() =>
        await ShouldBeKeptWithoutPolicy(Server with { Record = Server.Record with { WithdrawnAt = Server.Record.FirstSeen } }, "Withdrawn");

    [Fact]
    public async Task Says_so_where_nothing_fits()
    {
        var page = await Rendered.ToolAsync(Assessed.Server("s", Assessed.Tool("x")), "x");
        page.QuerySelector(".lead")!.TextContent.ShouldBe("Its author doesn’t say what it does.");
        page.QuerySelector("#attacks").ShouldBeNull();
        page.QuerySelector("#findings").ShouldBeNull();
        page.Body!.TextContent.ShouldContain("None declared.");
        page.Body!.TextContent.ShouldContain("No capability was found");
    }

    [Fact]
    public async Task Has_headings_in_order_and_no_id_twice()
    {
        foreach (var tool in Server.Tools)
        {
            var page = await Rendered.ToolAsync(Server, tool.Record.Name);
            PageRules.Check(page);
        }
    }

    private static async Task ShouldBeKeptWithoutPolicy(AssessedServer server, string banner)
    {
        var page = await Rendered.ToolAsync(server, "deletePicture");
        page.QuerySelector(".banner")!.TextContent.ShouldStartWith(banner);
        page.QuerySelector(".banner time").ShouldNotBeNull();
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
        page.QuerySelector("link[rel=canonical]").ShouldBeNull();
        page.QuerySelector("#policy").ShouldBeNull();
        page.QuerySelector("form[data-policy]").ShouldBeNull();
        PageRules.Check(page);
    }
}

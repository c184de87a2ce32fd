using Catalogue.Crawler.Files;
using Catalogue.Site.Attacks;

namespace Catalogue.Site.Tests.Attacks;

public sealed class AttackFileTests
{
    private const string Good = """
        id: some-attack
        title: Some attack
        kind: technique
        date: "2025-05-26"
        summary: It does harm.
        story: [It happened.]
        recognise: [By its look.]
        cves: [CVE-2025-12345]
        tools:
          - all-of: [deletes]
            words: [table]
            fit: 80
            reason: It deletes.
            matches: ["drop_table: Drops a table."]
            ignores: ["list_tables: Lists tables."]
        policy: hide
        policy-note: Hide it.
        controls: [{ control: hide, effect: stops, how: It is gone. }]
        references: [{ title: A page, url: "https://example.org/x", standing: primary }]
        mappings: { owasp-mcp: [MCP03], mitre-atlas: [AML.T0051.000] }
        """;

    [Fact]
    public void A_whole_file_is_read()
    {
        var pattern = AttackFile.Parse("data/attacks/some-attack.yaml", Good);
        pattern.Year.ShouldBe(2025);
        pattern.ThroughMcp.ShouldBeTrue();
        pattern.Conditions.ShouldHaveSingleItem().Reason.ShouldBe("It deletes.");
        pattern.Mappings.Select(mapping => mapping.Id).ShouldBe(["MCP03", "AML.T0051.000"]);
    }

    [Theory]
    [InlineData("date: \"2025-05-26\"", "date: \"26 May\"", ", line 4: ", "is not a year, a month")]
    [InlineData("CVE-2025-12345", "CVE-25-1", ", line 8: ", "is not CVE-2025-12345")]
    [InlineData("deletes]", "flies]", ", line 10: ", "'flies' is not a capability")]
    [InlineData("all-of: [deletes]", "all-of: []", ", line 10: ", "an attack is linked to access")]
    [InlineData("https://example.org/x", "ftp://example.org", ", line 19: ", "http or https URL")]
    [InlineData("MCP03", "MCP99", ", line 20: ", "does not have the form")]
    [InlineData("effect: stops", "effect: perhaps", ", line 18: ", "must be one of stops, limits, does-not-stop")]
    [InlineData("control: hide", "control: pray", ", line 18: ", "must be one of hide, allow-list")]
    [InlineData("policy: hide", "policy: hide\nremotes: [\"https://mcp.example.com/mcp\"]", ", line ", "the host of a remote")]
    [InlineData("title: Some attack", "titel: Some attack", ", line ", "'title' is missing")]
    [InlineData("kind: technique", "kind: technique\ncolour: red", ", line ", "unknown key 'colour'")]
    [InlineData("id: some-attack", "id: other", ", line 1: ", "the id must be the file's name")]
    public void A_broken_file_says_where_and_what_is_allowed(string part, string instead, string line, string message)
    {
        var error = Should.Throw<FileContentException>(() => AttackFile.Parse("data/attacks/some-attack.yaml", Good.Replace(part, instead)));
        error.Message.ShouldContain("some-attack.yaml" + line);
        error.Message.ShouldContain(message);
    }
}

using System.CommandLine;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Net;
using Catalogue.Site.Commands;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Commands;

public sealed class CrawlingOptionsTests
{
    [Fact]
    public void Without_options_the_defaults_hold()
    {
        var settings = Read("");
        settings.Network.ContactUrl.ShouldBe(ProductHome.Crawler.AbsoluteUri);
        settings.Network.LeftOut.Count.ShouldBe(0);
        settings.Network.AllowedNetworks.IsEmpty.ShouldBeTrue();
        settings.InstallHosts.ShouldBeEmpty();
        settings.Schedule.Check().ShouldBeNull();
    }

    [Fact]
    public void Everything_that_is_given_is_taken()
    {
        var settings = Read("--contact-url https://example.org/crawler --install-host https://files.example.org --install-host http://10.0.0.9:8081 --recheck 6h..4w --recheck-failed 30m..2.5d");
        settings.Network.ContactUrl.ShouldBe("https://example.org/crawler");
        settings.InstallHosts.Select(url => url.Host).ShouldBe(["files.example.org", "10.0.0.9"]);
        var schedule = settings.Schedule;
        (schedule.Shortest, schedule.First, schedule.Longest).ShouldBe((TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(28)));
        (schedule.AfterFailure, schedule.LongestAfterFailure).ShouldBe((TimeSpan.FromMinutes(30), TimeSpan.FromDays(2.5)));
    }

    [Theory]
    [InlineData("1m..1h", 60)]
    [InlineData("2d..1w", 2 * 24 * 60)]
    public void The_first_recheck_lies_within_the_range(string range, int minutes)
    {
        var schedule = Read($"--recheck {range}").Schedule;
        schedule.First.ShouldBe(TimeSpan.FromMinutes(minutes));
        schedule.Check().ShouldBeNull();
    }

    [Theory]
    [InlineData("--recheck 3h", "--recheck: '3h' is not a range")]
    [InlineData("--recheck 3..5", "is not a range")]
    [InlineData("--recheck -1h..5h", "is not a range")]
    [InlineData("--recheck 5h..3h", "the shorter time first")]
    [InlineData("--recheck-failed 1h..900d", "--recheck-failed: '1h..900d' must run from")]
    [InlineData("--recheck 0h..3h", "at least 1m")]
    [InlineData("--contact-url example.org", "--contact-url: 'example.org' is not an absolute")]
    [InlineData("--contact-url javascript:alert(1)", "--contact-url")]
    [InlineData("--install-host files", "--install-host")]
    [InlineData("--leave-out https://example.org/x", "--leave-out: 'https://example.org/x' is not a host")]
    [InlineData("--allow-network 10.0.0.0/99", "--allow-network")]
    public void What_cannot_be_used_is_named_with_what_can(string arguments, string part) =>
        Should.Throw<UsageException>(() => Read(arguments)).Message.ShouldContain(part);

    [Theory]
    [InlineData("", "https://risk.example.org/crawler/")]
    [InlineData("--contact-url https://example.org/who", "https://example.org/who")]
    public void The_contact_is_what_was_given_else_the_page_about_the_crawler_of_the_site_served(string arguments, string contact) =>
        Read(arguments, publicUrl: new Uri("https://risk.example.org")).Network.ContactUrl.ShouldBe(contact);

    [Fact]
    public void Hosts_to_leave_out_come_from_the_command_line_and_from_the_data_folder()
    {
        using var folder = new ScratchFolder();
        folder.Write("leave-out.yaml", "# they asked\nhosts:\n  - mcp.example.org\n");
        var leftOut = Read("--leave-out other.example", folder.Path).Network.LeftOut;
        (leftOut.Contains("mcp.example.org"), leftOut.Contains("a.other.example"), leftOut.Contains("example.org")).ShouldBe((true, true, false));
        folder.Write("leave-out.yaml", "hosts:\n  - mcp.example.org\nservers: []\n");
        Should.Throw<FileContentException>(() => Read("", folder.Path)).Message.ShouldContain("unknown key 'servers'");
    }

    private static CrawlingSettings Read(string arguments, string? folder = null, Uri? publicUrl = null)
    {
        var command = new Command("crawl");
        foreach (var option in CrawlingOptions.All) command.Options.Add(option);
        return CrawlingOptions.Read(command.Parse(arguments), folder ?? "no-such-folder", publicUrl);
    }
}

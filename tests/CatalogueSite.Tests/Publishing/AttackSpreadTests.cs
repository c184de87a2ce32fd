using Catalogue.Crawler.Model;
using Catalogue.Site.Attacks;
using Catalogue.Site.Publishing;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Publishing;

public sealed class AttackSpreadTests
{
    private const string Deletion = "replit-production-db-deletion";

    [Fact]
    public async Task Servers_that_give_the_access_are_counted_and_listed_apart_from_tools_worst_first()
    {
        using var folder = new PublishingFolder();
        folder.Put(1, "acme/one", Assessed.Tool("drop_table", "Drops a database table."));
        folder.Put(2, "acme/two", Assessed.Tool("drop_table", "Drops a database table."), Assessed.Tool("delete_records", "Deletes database records."), Assessed.Tool("add", "Adds two numbers."));
        folder.Put(3, "acme/none", Assessed.Tool("add", "Adds two numbers."));
        await folder.PublishAsync();
        using var store = folder.Open();
        var spread = store.View!.FindAttackSpread(Deletion, 20);
        spread.Reach.ShouldBe(new AttackReach(2, 3));
        spread.Servers.Select(hit => (hit.Server.Name, hit.Tools)).ShouldBe([("acme/two", 2), ("acme/one", 1)]);
        spread.Tools.Count.ShouldBe(3);
        store.View.AttackReach[Deletion].ShouldBe(spread.Reach);
        store.View.FindAttackSpread("no-such-pattern", 20).Reach.ShouldBe(AttackReach.None);
    }

    [Fact]
    public async Task A_server_that_is_meant_by_its_package_counts_without_a_tool_and_goes_when_the_package_does()
    {
        using var folder = new PublishingFolder();
        var record = Assessed.Record("acme/bridge") with { Id = 1, Endpoints = [new Endpoint { Kind = EndpointKind.Package, PackageType = "npm", PackageName = "mcp-remote" }] };
        folder.Reader.Put(record);
        await folder.PublishAsync();
        using (var store = folder.Open())
        {
            var spread = store.View!.FindAttackSpread("mcp-remote-rce", 20);
            spread.Reach.ShouldBe(new AttackReach(1, 0));
            spread.Servers.ShouldHaveSingleItem().Tools.ShouldBe(0);
        }
        folder.Reader.Put(record with { Endpoints = [] });
        await folder.PublishAsync();
        using (var store = folder.Open()) store.View!.FindAttackSpread("mcp-remote-rce", 20).Reach.ShouldBe(AttackReach.None);
    }

    [Fact]
    public async Task Another_library_links_servers_anew_though_nothing_of_them_changed()
    {
        using var folder = new PublishingFolder();
        folder.Put(1, "acme/one", Assessed.Tool("drop_table", "Drops a database table."));
        var options = folder.Options;
        folder.Options = options with { Site = new SiteContext(options.Site.Rules, AttackLibrary.Load([]), options.Site.Assets) };
        await folder.PublishAsync();
        using (var store = folder.Open()) store.View!.AttackReach.ShouldBeEmpty();
        folder.Options = options with { Template = "test-2" };
        await folder.PublishAsync();
        using (var store = folder.Open())
        {
            store.View!.AttackReach[Deletion].ShouldBe(new AttackReach(1, 1));
            store.View.Stats.Tools.ShouldBe(1, "a server that is written anew is counted once");
        }
    }
}

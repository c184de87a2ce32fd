using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;
using Xunit.Abstractions;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class ServerIdentityTests(ITestOutputHelper output)
{
    [Fact]
    public void A_registry_name_is_a_key_and_another_name_is_not()
    {
        Keys(new() { Source = "a", Name = "io.github.Someone/thing", IsRegistryName = true }).ShouldBe(["name:io.github.someone/thing"]);
        Keys(new() { Source = "a", Name = "thing" }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("npm", "@Scope/Thing", "package:npm:@scope/thing")]
    [InlineData("pypi", "My_Server.Mcp", "package:pypi:my-server-mcp")]
    [InlineData("pypi", "my--server[cli]", "package:pypi:my-server")]
    [InlineData("nuget", "Some.Server", "package:nuget:some.server")]
    [InlineData("oci", "docker.io/mcp/thing:1.2", "package:oci:mcp/thing")]
    [InlineData("docker", "index.docker.io/library/thing", "package:oci:thing")]
    [InlineData("oci", "localhost:5000/a/b@sha256:00ff", "package:oci:localhost:5000/a/b")]
    public void A_package_is_known_by_its_name_as_its_registry_compares_names(string type, string name, string key) =>
        Keys(Listing(Package(type, name))).ShouldBe([key]);

    [Theory]
    [InlineData("npm", "mcp-remote")]
    [InlineData("npm", "supergateway")]
    [InlineData("pypi", "mcp_proxy")]
    [InlineData("pypi", "3.12")]
    [InlineData("npm", "--yes")]
    [InlineData("npm", "not a name")]
    [InlineData("unknown", "thing")]
    [InlineData("pypi", "mcp-science")]
    public void A_wrapper_or_what_is_no_package_is_no_key(string type, string name) => Keys(Listing(Package(type, name))).ShouldBeEmpty();

    [Fact]
    public void Arguments_that_choose_a_server_belong_to_the_package_and_others_do_not()
    {
        var one = Keys(Listing(Package("npm", "suite", "-y", "run", "--port", "8080", "/home/me", "{token}")));

        one.ShouldBe(["package:npm:suite run"]);
        Keys(Listing(Package("npm", "suite", "run", "/srv"))).ShouldBe(one);
        Keys(Listing(Package("npm", "suite", "docs"))).ShouldNotBe(one);
        Keys(Listing(Package("npm", "suite", "--server=docs"))).ShouldNotBe(Keys(Listing(Package("npm", "suite", "--server=mail"))));
        Keys(Listing(Package("pypi", "mcp-science", "materials"))).ShouldBe(["package:pypi:mcp-science materials"]);
    }

    [Fact]
    public void Of_several_packages_in_one_registry_only_the_namesake_speaks_for_a_listing()
    {
        Keys(Listing(Package("npm", "example"), Package("npm", "other"))).ShouldBeEmpty();
        Keys(Listing(Package("npm", "@me/thing"), Package("npm", "other"))).ShouldBe(["package:npm:@me/thing"]);
        Keys(Listing(Package("npm", "mcp-remote"), Package("npm", "other"))).ShouldBe(["package:npm:other"], "a wrapper does not count");
        Keys(Listing(Package("npm", "one"), Package("pypi", "two"))).ShouldBe(["package:npm:one", "package:pypi:two"]);
    }

    [Theory]
    [InlineData("https://MCP.example-shop.com/mcp/", "remote:mcp.example-shop.com/mcp")]
    [InlineData("http://mcp.example-shop.com:80/mcp#x", "remote:mcp.example-shop.com/mcp")]
    [InlineData("https://mcp.example-shop.com./mcp?tenant=a", "remote:mcp.example-shop.com/mcp?tenant=a")]
    [InlineData("https://mcp.example-shop.com:8443/Mcp", "remote:mcp.example-shop.com:8443/Mcp")]
    [InlineData("https://bücher-shop.de/mcp", "remote:xn--bcher-shop-9db.de/mcp")]
    public void A_remote_on_a_public_host_is_known_by_its_normalised_address(string url, string key) => Keys(Listing(Remote(url))).ShouldBe([key]);

    [Theory]
    [InlineData("http://localhost:3000/mcp")]
    [InlineData("http://127.0.0.1/mcp")]
    [InlineData("http://0x7f.1/mcp")]
    [InlineData("http://10.0.0.1/mcp")]
    [InlineData("http://[::1]/mcp")]
    [InlineData("http://mcp/sse")]
    [InlineData("http://box.local/mcp")]
    [InlineData("http://svc.cluster.internal/mcp")]
    [InlineData("https://{tenant}.example-shop.com/mcp")]
    [InlineData("https://your-server.example.com/mcp")]
    [InlineData("ftp://example-shop.com/mcp")]
    [InlineData("not a url")]
    public void A_remote_on_a_host_of_ones_own_is_no_key(string url) => Keys(Listing(Remote(url))).ShouldBeEmpty();

    [Fact]
    public void Two_transports_of_one_place_are_two_keys_and_an_umbrella_over_several_places_is_one_of_its_own()
    {
        Keys(Listing(Remote("https://a-shop.com/mcp"), Remote("https://a-shop.com/sse"))).ShouldBe(["remote:a-shop.com/mcp", "remote:a-shop.com/sse"]);
        var umbrella = Keys(Listing(Remote("https://docs.a-shop.com/mcp"), Remote("https://mail.a-shop.com/mcp")));
        umbrella.ShouldHaveSingleItem().ShouldStartWith("remotes:");
        Keys(Listing(Remote("https://mail.a-shop.com/mcp/"), Remote("https://docs.a-shop.com/mcp"))).ShouldBe(umbrella);
    }

    [Theory]
    [InlineData("https://github.com/Owner/Repo", null)]
    [InlineData("https://github.com/Owner/Repo", "")]
    [InlineData("https://github.com/Owner/Repo", "./")]
    [InlineData("https://github.com/Owner/Repo", "../elsewhere")]
    [InlineData("https://github.com/Owner", "src")]
    [InlineData("not a url", "src")]
    [InlineData(null, "src")]
    public void A_repository_alone_is_no_key(string? repository, string? folder) => Keys(InRepository(repository, folder)).ShouldBeEmpty();

    [Theory]
    [InlineData("https://github.com/Owner/Repo", "src/one")]
    [InlineData("https://www.github.com/owner/repo.git/", "/src/one/")]
    [InlineData("git+https://github.com/owner/repo.git", "./src/one")]
    [InlineData("git@github.com:owner/repo.git", "src/one")]
    [InlineData("ssh://git@github.com/owner/repo", "src//one")]
    [InlineData("https://github.com/owner/repo/tree/main/src/one", null)]
    [InlineData("https://github.com/owner/repo/blob/main/src/one/README.md", null)]
    public void A_repository_with_a_folder_is_a_key_in_every_spelling(string repository, string? folder) =>
        Keys(InRepository(repository, folder)).ShouldBe(["folder:github.com/owner/repo#src/one"]);

    [Fact]
    public void The_lists_of_a_folder_replace_the_built_in_ones()
    {
        using var folder = new ScratchFolder();
        folder.Write("identity/packages.yaml", "wrappers: ['npm:mine']\nbundles: []\nneutral-flags: []\nneutral-options: []\n");
        var identity = new ServerIdentity(IdentityWords.Load(SourceFiles.In(folder.Path)));

        identity.KeysOf(Listing(Package("npm", "mine"))).ShouldBeEmpty();
        identity.KeysOf(Listing(Package("npm", "mcp-remote"))).ShouldBe(["package:npm:mcp-remote"]);
    }

    [CorpusFact]
    public void On_twelve_thousand_listings_the_rule_merges_few_where_the_repository_would_pool_hundreds()
    {
        var servers = CorpusServers.Read();
        var (groups, byKind) = Group(servers, ServerIdentity.Default.KeysOf);
        var (pooled, _) = Group(servers, static server => RepositoryOf(server) is { } home ? [home] : []);

        var merged = servers.Count - groups.Count;
        output.WriteLine($"listings {servers.Count}, servers {groups.Count}, merged away {merged}");
        foreach (var (kind, count) in byKind.OrderByDescending(static pair => pair.Value)) output.WriteLine($"  merged by {kind}: {count}");
        var largest = pooled.MaxBy(static group => group.Count)!;
        output.WriteLine(
            $"by repository alone: servers {pooled.Count}, merged away {servers.Count - pooled.Count}, largest pool {largest.Count} ({RepositoryOf(largest[0])})");
        foreach (var group in groups.Where(static group => group.Count > 1).OrderByDescending(static group => group.Count))
        {
            output.WriteLine($"{group.Count}: {string.Join(" | ", group.Select(static s => $"{s.Name} ({RepositoryOf(s)}#{s.RepositorySubfolder})"))}");
            output.WriteLine($"      {string.Join(' ', group.SelectMany(ServerIdentity.Default.KeysOf).GroupBy(static k => k).Where(static g => g.Count() > 1).Select(static g => g.Key))}");
        }

        servers.Count.ShouldBe(12_150);
        largest.Count.ShouldBeGreaterThan(400, "the corpus has a repository that hundreds of listings name");
        groups.Max(static group => group.Count).ShouldBeLessThanOrEqualTo(6, "the largest is one repository's folder listed six times");
        merged.ShouldBeInRange(60, 250);
    }

    private static string? RepositoryOf(DiscoveredServer server) =>
        RepositoryKeys.KeyOf(server.Repository, "x") is { } key ? key[..key.IndexOf('#')] : null;

    /// <summary>Joins listings that share a key, through others too; counts each joining by the kind of key that did it.</summary>
    private static (List<List<DiscoveredServer>> Groups, Dictionary<string, int> ByKind) Group(
        IReadOnlyList<DiscoveredServer> servers, Func<DiscoveredServer, IReadOnlyList<string>> keysOf)
    {
        var parent = Enumerable.Range(0, servers.Count).ToArray();
        var owner = new Dictionary<string, int>(StringComparer.Ordinal);
        var byKind = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < servers.Count; i++)
        {
            foreach (var key in keysOf(servers[i]))
            {
                if (owner.TryAdd(key, i)) continue;
                var (mine, other) = (Root(i), Root(owner[key]));
                if (mine == other) continue;
                parent[mine] = other;
                var kind = key[..key.IndexOf(':')];
                byKind[kind] = byKind.GetValueOrDefault(kind) + 1;
            }
        }
        return (servers.Select((server, i) => (server, Root(i))).GroupBy(static x => x.Item2).Select(static g => g.Select(static x => x.server).ToList()).ToList(), byKind);

        int Root(int i) => parent[i] == i ? i : parent[i] = Root(parent[i]);
    }

    private static IReadOnlyList<string> Keys(DiscoveredServer server) => ServerIdentity.Default.KeysOf(server);

    private static DiscoveredServer Listing(params Endpoint[] endpoints) => new() { Source = "test", Name = "vendor/thing", Endpoints = endpoints };

    private static DiscoveredServer InRepository(string? repository, string? folder) =>
        new() { Source = "test", Name = "thing", Repository = repository, RepositorySubfolder = folder };

    private static Endpoint Package(string type, string name, params string[] arguments) =>
        new() { Kind = EndpointKind.Package, PackageType = type, PackageName = name, Arguments = arguments };

    private static Endpoint Remote(string url) => new() { Kind = EndpointKind.StreamableHttp, Url = url };
}

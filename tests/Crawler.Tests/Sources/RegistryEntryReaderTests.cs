using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport.Registries;
using Xunit.Abstractions;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class RegistryEntryReaderTests(ITestOutputHelper output)
{
    [Fact]
    public void The_newest_generation_is_read_whole()
    {
        var server = Read("""
            {"server":{"$schema":"https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json","name":"com.a-shop/all","title":"All","description":"Everything at once",
              "version":"2.1.0","websiteUrl":"https://a-shop.com","repository":{"url":"https://github.com/a-shop/all","source":"github","id":"1","subfolder":"packages/all"},
              "remotes":[{"type":"streamable-http","url":"https://{tenant}.a-shop.com/mcp","variables":{"tenant":{"isRequired":true,"choices":["eu","us"]}},
                "headers":[{"name":"Authorization","value":"Bearer {token}","isRequired":true,"isSecret":true}]},{"type":"sse","url":"https://a-shop.com/sse"}],
              "packages":[{"registryType":"npm","identifier":"@a-shop/all","version":"2.1.0","transport":{"type":"stdio"},"runtimeArguments":[{"type":"positional","value":"-y"}],
                "packageArguments":[{"type":"positional","value":"serve"},{"type":"named","name":"--mode","default":"full"},{"type":"named","name":"--verbose","format":"boolean"},
                  {"type":"named","name":"--account","isRequired":true,"isSecret":true},{"type":"positional","valueHint":"data dir","isRequired":true,"format":"filepath"}],
                "environmentVariables":[{"name":"API_KEY","isRequired":true,"isSecret":true},{"name":"LEVEL","default":"info","choices":["info","debug"]}]}]},
             "_meta":{"io.modelcontextprotocol.registry/official":{"status":"active","publishedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-02-03T04:05:06.5Z","isLatest":true}}}
            """);

        server.Name.ShouldBe("com.a-shop/all");
        server.IsRegistryName.ShouldBeTrue();
        (server.Title, server.Version, server.WebsiteUrl, server.RepositorySubfolder).ShouldBe(("All", "2.1.0", "https://a-shop.com", "packages/all"));
        server.UpdatedAt.ShouldBe(new DateTimeOffset(2026, 2, 3, 4, 5, 6, 500, TimeSpan.Zero));
        server.Endpoints.Select(static endpoint => endpoint.Kind).ShouldBe([EndpointKind.StreamableHttp, EndpointKind.Sse, EndpointKind.Package]);
        var remote = server.Endpoints[0];
        remote.Settings.Select(static setting => (setting.Name, setting.Required, setting.Secret, setting.Default)).ShouldBe(
            [("Authorization", true, true, null), ("tenant", true, false, null)]);
        remote.Settings[1].Choices.ShouldBe(["eu", "us"]);
        var package = server.Endpoints[2];
        package.Trusted.ShouldBeFalse();
        package.Arguments.ShouldBe(["serve", "--mode", "full", "--account", "{--account}", "{data_dir}"]);
        package.Settings.Select(static setting => (setting.Name, setting.Required, setting.Secret, setting.Default)).ShouldBe(
            [("API_KEY", true, true, null), ("LEVEL", false, false, "info"), ("--account", true, true, null), ("data_dir", true, false, null)], ignoreOrder: true);
    }

    [Fact]
    public void The_oldest_generation_with_its_underscores_is_read_too()
    {
        var server = Read("""
            {"server":{"$schema":"https://static.modelcontextprotocol.io/schemas/2025-07-09/server.schema.json","name":"io.github.someone/old","description":"x","status":"deprecated",
              "website_url":"https://old.net","version":"0.1.0","packages":[{"registry_type":"pypi","identifier":"old-server","version":"0.1.0",
              "package_arguments":[{"type":"named","name":"--root","value":"/data","is_required":true}],"environment_variables":[{"name":"TOKEN","is_required":true,"is_secret":true}]}],
              "remotes":[{"transport_type":"sse","url":"https://old.net/sse"}]},"_meta":{"io.modelcontextprotocol.registry/official":{"published_at":"2025-08-01T00:00:00Z","is_latest":true}}}
            """);

        server.Status.ShouldBe(ServerStatus.Deprecated);
        server.WebsiteUrl.ShouldBe("https://old.net");
        server.UpdatedAt.ShouldBe(new DateTimeOffset(2025, 8, 1, 0, 0, 0, TimeSpan.Zero));
        server.Endpoints[0].Kind.ShouldBe(EndpointKind.Sse);
        server.Endpoints[1].Arguments.ShouldBe(["--root", "/data"]);
        server.Endpoints[1].Settings.ShouldBe([new EndpointSetting("TOKEN", true, true)]);
    }

    [Theory]
    [InlineData("docker.io/a/b:1.2", null, "docker.io/a/b", "1.2")]
    [InlineData("ghcr.io/a/b", "3.0", "ghcr.io/a/b", "3.0")]
    [InlineData("localhost:5000/a/b", null, "localhost:5000/a/b", null)]
    [InlineData("a/b:1@sha256:00ff", "9", "a/b", "sha256:00ff")]
    [InlineData("a/b:latest", null, "a/b", null)]
    public void An_image_is_parted_from_its_tag_and_its_digest_wins(string identifier, string? version, string name, string? expected)
    {
        var member = version is null ? "" : $",\"version\":\"{version}\"";
        var package = Read($"{{\"server\":{{\"name\":\"a/b\",\"packages\":[{{\"registryType\":\"oci\",\"identifier\":\"{identifier}\"{member}}}]}}}}").Endpoints.ShouldHaveSingleItem();

        (package.PackageName, package.PackageVersion).ShouldBe((name, expected));
    }

    [Fact]
    public void Packages_that_speak_over_stdio_come_first() => Read("""
        {"server":{"name":"a/b","packages":[{"registryType":"npm","identifier":"web","transport":{"type":"streamable-http","url":"http://localhost:80"}},
          {"registryType":"npm","identifier":"pipe","transport":{"type":"stdio"}}]}}
        """).Endpoints.Select(static endpoint => endpoint.PackageName).ShouldBe(["pipe", "web"]);

    [RegistryDumpFact]
    public async Task Every_entry_of_a_real_dump_is_read_in_every_generation()
    {
        var page = RegistryPage.Read(await SourceInput.ReadFileAsync(RegistryDumpFactAttribute.DumpFile!, CancellationToken.None));
        var generations = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var latest = new List<DiscoveredServer>();

        foreach (var bytes in page.Entries)
        {
            var entry = RegistryEntryReader.Read("dump", bytes, packagesTrusted: false);
            using var json = JsonDocument.Parse(bytes);
            Compare(json.RootElement.GetProperty("server"), entry.Server);
            entry.Server.RawEntry!.Value.Span.SequenceEqual(bytes.Span).ShouldBeTrue();
            entry.Server.IsRegistryName.ShouldBeTrue(entry.Server.Name);
            var schema = json.RootElement.GetProperty("server").GetProperty("$schema").GetString()!;
            generations[schema] = generations.GetValueOrDefault(schema) + 1;
            if (entry.IsLatest) latest.Add(entry.Server);
        }

        foreach (var (schema, count) in generations) output.WriteLine($"{count,5} {(schema.Length == 0 ? "(empty)" : schema)}");
        page.Problem.ShouldBeNull();
        page.Entries.Count.ShouldBe(2628);
        generations.Count.ShouldBe(6);
        latest.Count.ShouldBe(1055);
        latest.Count(static server => server.Endpoints.Any(static e => e.Kind != EndpointKind.Package)).ShouldBe(473);
        latest.Count(static server => server.Endpoints.Any(static e => e.Kind == EndpointKind.Package)).ShouldBe(571);
        latest.Count(static server => server.Endpoints.Count == 0).ShouldBe(37);
        latest.Sum(static server => server.Endpoints.Count(static e => e.Kind != EndpointKind.Package)).ShouldBe(606);
        latest.Sum(static server => server.Endpoints.Count(static e => e.Kind == EndpointKind.Package)).ShouldBe(658);
    }

    [RegistryDumpFact]
    public async Task A_real_dump_played_by_a_registry_comes_through_the_source_unchanged()
    {
        await using var file = File.OpenRead(RegistryDumpFactAttribute.DumpFile!);
        using var text = new MemoryStream();
        await using (var zipped = new GZipStream(file, CompressionMode.Decompress)) await zipped.CopyToAsync(text);
        var entries = RegistryPage.Read(text.ToArray()).Entries.Select(static bytes => Encoding.UTF8.GetString(bytes.Span)).ToList();
        var registry = new FakeRegistry();
        foreach (var entry in entries) registry.Add(entry);
        await using var site = await FakeSite.StartAsync(registry.Answer);
        using var harness = new SourceHarness();
        var source = harness.Create($"kind: registry\nurl: {site.Url}\nremotes-per-pass: 100000\n");

        var (servers, errors, failure) = await harness.ReadAsync(source);

        failure.ShouldBeNull();
        errors.ShouldBeEmpty();
        site.Requests.Count.ShouldBe(27);
        servers.Count.ShouldBe(473 + 37);
        source.LastPass!.LeftOut.ShouldBe(1055 - 473 - 37);
        var originals = entries.ToHashSet(StringComparer.Ordinal);
        servers.All(server => originals.Contains(Encoding.UTF8.GetString(server.RawEntry!.Value.Span))).ShouldBeTrue();
    }

    private static void Compare(JsonElement json, DiscoveredServer server)
    {
        server.Name.ShouldBe(json.GetProperty("name").GetString());
        server.Version.ShouldBe(json.GetProperty("version").GetString());
        var remotes = json.TryGetProperty("remotes", out var list) ? list.EnumerateArray().Select(static r => r.GetProperty("url").GetString()).ToList() : [];
        server.Endpoints.Where(static e => e.Kind != EndpointKind.Package).Select(static e => e.Url).ShouldBe(remotes);
        var packages = json.TryGetProperty("packages", out list) ? list.EnumerateArray().ToList() : [];
        server.Endpoints.Count(static e => e.Kind == EndpointKind.Package).ShouldBe(packages.Count);
        foreach (var package in packages)
        {
            var type = package.GetProperty("registryType").GetString();
            var name = package.GetProperty("identifier").GetString()!;
            var found = server.Endpoints.Where(e => e.PackageType == type && name.StartsWith(e.PackageName!, StringComparison.Ordinal)).ToList();
            found.ShouldNotBeEmpty($"{server.Name}: {type} {name}");
            if (!package.TryGetProperty("environmentVariables", out var variables)) continue;
            var wanted = variables.EnumerateArray().Select(static v => v.GetProperty("name").GetString()!).Where(static v => v.Length > 0).ToList();
            found.ShouldContain(e => wanted.TrueForAll(w => e.Settings.Any(s => s.Name == w)), $"{server.Name}: settings of {name}");
        }
    }

    private static DiscoveredServer Read(string json) => RegistryEntryReader.Read("test", Encoding.UTF8.GetBytes(json), packagesTrusted: false).Server;
}

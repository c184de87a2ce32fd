using System.Text;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class ClientConfigSourceTests : IDisposable
{
    private readonly SourceHarness _harness = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose()
    {
        _harness.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Commands_and_URLs_become_endpoints_that_the_operator_stands_behind()
    {
        var (servers, errors, failure) = await ReadAsync("""
            { // comments and trailing commas are common
              "mcpServers": {
                "files": {"command": "npx", "args": ["-y", "@a/files@1.2.3", "/home/me"], "env": {"API_KEY": "sekrit-value", "LEVEL": "info"}},
                "fetch": {"command": "uvx", "args": ["a-fetch==0.4"]},
                "image": {"command": "docker", "args": ["run", "-i", "--rm", "-e", "TOKEN", "ghcr.io/a/image:2.0", "serve"]},
                "web": {"type": "http", "url": "https://mcp.a-shop.com/mcp", "headers": {"Authorization": "Bearer sekrit-value"}},
                "old": {"url": "https://mcp.a-shop.com/sse"},
                "bridge": {"command": "npx", "args": ["mcp-remote", "https://mcp.b-shop.com/mcp", "--header", "Authorization: Bearer sekrit-value"]},
                "mine": {"command": "/opt/mine/server", "args": ["--stdio"]},
                "odd": 5,
                "empty": {},
              },
            }
            """);

        failure.ShouldBeNull();
        errors.Count.ShouldBe(2);
        servers.Select(static server => server.Name).ShouldBe(["files", "fetch", "image", "web", "old", "bridge", "mine"]);
        servers.SelectMany(static server => server.Endpoints).ShouldAllBe(static endpoint => endpoint.Trusted);
        servers.Select(static server => server.Endpoints.FirstOrDefault()).Select(static e => e is null ? "none" : e.Url ?? $"{e.PackageType}:{e.PackageName}@{e.PackageVersion} {string.Join(' ', e.Arguments)}").ShouldBe(
            ["npm:@a/files@1.2.3 /home/me", "pypi:a-fetch@0.4 ", "oci:ghcr.io/a/image@2.0 serve", "https://mcp.a-shop.com/mcp", "https://mcp.a-shop.com/sse", "https://mcp.b-shop.com/mcp", "none"]);
        servers[0].Endpoints[0].Settings.ShouldBe([new EndpointSetting("API_KEY", true, true), new EndpointSetting("LEVEL", true, false)]);
        servers[3].Endpoints[0].Settings.ShouldBe([new EndpointSetting("Authorization", true, true)]);
        servers[4].Endpoints[0].Kind.ShouldBe(EndpointKind.Sse);
    }

    [Fact]
    public async Task No_secret_of_a_configuration_leaves_it()
    {
        var (servers, _, _) = await ReadAsync("""
            {"mcpServers": {
              "a": {"command": "npx", "args": ["tool", "--api-key", "sekrit-1", "--token=sekrit-2", "--region", "eu", "https://user:sekrit-3@host.net/x?apiKey=sekrit-4&lang=en"], "env": {"ANY": "sekrit-5"}},
              "b": {"url": "https://u:sekrit-6@mcp.a-shop.com/v1/mcp?token=sekrit-7&tenant=blue", "headers": {"X-Any": "sekrit-8"}, "apiKey": "sekrit-9"},
              "c": {"command": "npx", "args": ["tool", "ghp_sekrit0000000000000000000000000000", "--header", "X-Custom: sekrit-10"]},
              "d": {"command": "docker", "args": ["run", "-e", "PASSWORD=sekrit-11", "-e", "GITHUB_TOKEN=sekrit-12", "a/b"]},
              "e": {"command": "uvx", "args": ["tool", "postgresql://me:sekrit-13@db/x", "--dsn", "sekrit-14", "--db=redis://:sekrit-15@db/0", "KEY=sekrit-16"]}
            }}
            """);

        servers.Count.ShouldBe(5);
        foreach (var server in servers)
        {
            var all = Encoding.UTF8.GetString(server.RawEntry!.Value.Span)
                + string.Join(' ', server.Endpoints.SelectMany(static e => e.Arguments.Append(e.Url).Concat(e.Settings.Select(static s => s.ToString()))));
            all.ShouldNotContain("sekrit", Case.Insensitive, server.Name);
        }
        servers[0].Endpoints[0].Arguments.ShouldBe(["--api-key", "(removed)", "--token=(removed)", "--region", "eu", "https://host.net/x?lang=en"]);
        servers[1].Endpoints[0].Url.ShouldBe("https://mcp.a-shop.com/v1/mcp?tenant=blue");
    }

    [Theory]
    [InlineData("""{"servers":{"x":{"url":"https://a-shop.com/mcp"}}}""")]
    [InlineData("""{"mcp":{"servers":{"x":{"url":"https://a-shop.com/mcp"}}}}""")]
    [InlineData("""{"context_servers":{"x":{"command":{"path":"npx","args":["thing"]}}}}""")]
    [InlineData("""{"projects":{"/home/me":{"mcpServers":{"x":{"serverUrl":"https://a-shop.com/mcp"}}}}}""")]
    public async Task Every_place_where_clients_keep_their_servers_is_found(string json) =>
        (await ReadAsync(json)).Servers.ShouldHaveSingleItem().Endpoints.ShouldHaveSingleItem();

    [Theory]
    [InlineData("{}", "no map of servers")]
    [InlineData("{\n\"mcpServers\": {\n!", "line 3")]
    public async Task A_file_that_is_no_configuration_is_told(string json, string hint) => (await ReadAsync(json)).Failure!.Message.ShouldContain(hint);

    [Theory]
    [InlineData("npx", "-y thing@2.0.0 --flag", "npm:thing@2.0.0 --flag")]
    [InlineData("npx", "-y thing@latest", "npm:thing@")]
    [InlineData("npx", "thing@^2", "npm:thing@")]
    [InlineData("npx", "-y -p @a/b run-it arg", "npm:@a/b@ arg")]
    [InlineData("npx", "--package=@a/b@1.0.0 run-it", "npm:@a/b@1.0.0")]
    [InlineData("C:\\Program Files\\nodejs\\npx.cmd", "thing", "npm:thing@")]
    [InlineData("cmd", "/c npx -y thing", "npm:thing@")]
    [InlineData("bunx", "thing", "npm:thing@")]
    [InlineData("pnpm", "dlx thing", "npm:thing@")]
    [InlineData("npm", "exec -- thing x", "npm:thing@ x")]
    [InlineData("npx", "-y supergateway --sse https://a-shop.com/sse", "Sse https://a-shop.com/sse")]
    [InlineData("npx", "./local", "none")]
    [InlineData("npx", "github:a/b", "none")]
    [InlineData("npx", "", "none")]
    [InlineData("uvx", "--from a-pack[cli]==1.0 a-server --x", "pypi:a-pack[cli]@1.0 --x")]
    [InlineData("uvx", "--python 3.12 a-server@0.5", "pypi:a-server@0.5")]
    [InlineData("uvx", "git+https://github.com/a/b", "none")]
    [InlineData("uv", "tool run a-server", "pypi:a-server@")]
    [InlineData("uv", "run server.py", "none")]
    [InlineData("pipx", "run a-server", "pypi:a-server@")]
    [InlineData("docker", "run --rm -i --name x -v /a:/b -e K=V a/b:1 go", "oci:a/b@1 go")]
    [InlineData("podman", "container run -it a/b", "oci:a/b@")]
    [InlineData("docker", "compose up", "none")]
    [InlineData("dnx", "Some.Server@1.2.0 --yes -- --mode x", "nuget:Some.Server@1.2.0 --mode x")]
    [InlineData("node", "server.js", "none")]
    [InlineData("python", "-m server", "none")]
    public void A_command_line_names_its_package(string command, string arguments, string expected)
    {
        var endpoint = CommandLines.Read(command, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var shown = endpoint is null ? "none" : endpoint.Url is { } url ? $"{endpoint.Kind} {url}" : $"{endpoint.PackageType}:{endpoint.PackageName}@{endpoint.PackageVersion} {string.Join(' ', endpoint.Arguments)}".TrimEnd();
        shown.ShouldBe(expected);
    }

    private async Task<(IReadOnlyList<DiscoveredServer> Servers, IReadOnlyList<string> Errors, Exception? Failure)> ReadAsync(string json)
    {
        _folder.Write("mcp.json", json);
        return await _harness.ReadAsync(_harness.Create("kind: client-config\nfile: mcp.json\n", _folder));
    }
}

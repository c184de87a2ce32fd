using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>Reads one entry of a Docker catalogue.</summary>
internal static class DockerEntryReader
{
    private const int MostTools = 5000;

    /// <summary>Reads an entry.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="key">The entry's key, which is the server's name there.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="described">The fuller tool list, or null.</param>
    /// <param name="packagesTrusted">True when images may be run.</param>
    /// <exception cref="FormatException">It is malformed: says how.</exception>
    public static DiscoveredServer Read(string source, string key, JsonElement entry, JsonElement? described, bool packagesTrusted)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw new FormatException("it is no mapping");
        if (string.IsNullOrWhiteSpace(key) || key.Length > 300 || key.Any(char.IsControl)) throw new FormatException("its name is not usable");
        var tools = Tools(entry, described);
        return new DiscoveredServer
        {
            Source = source,
            Name = key,
            Title = entry.Text("title").Cut(300),
            Description = entry.Text("description").Cut(5000),
            Repository = (entry.Text("upstream") ?? entry.Text("source")).Within(2000),
            Endpoints = [.. Endpoints(entry, packagesTrusted)],
            DeclaredTools = tools.Count > 0 ? tools : null,
            RawEntry = Encoding.UTF8.GetBytes(entry.GetRawText()),
        };
    }

    private static IEnumerable<Endpoint> Endpoints(JsonElement entry, bool packagesTrusted)
    {
        var remote = entry.Get("remote");
        if (remote.Text("url").Within(4000) is { } url)
        {
            var headers = remote.Get("headers");
            yield return new Endpoint
            {
                Kind = remote.Text("transport_type", "transport") is "sse" ? EndpointKind.Sse : EndpointKind.StreamableHttp,
                Url = url,
                Settings = headers.ValueKind != JsonValueKind.Object ? []
                    : [.. headers.EnumerateObject().Take(100).Select(static header => new EndpointSetting(header.Name, true, true))],
            };
        }
        if (entry.Text("image").Within(1000) is { } image && entry.Text("type") is not "poci")
        {
            var (package, version) = RegistryEndpoints.SplitImage(image, null);
            yield return new Endpoint
            {
                Kind = EndpointKind.Package,
                PackageType = "oci",
                PackageName = package,
                PackageVersion = version,
                Arguments = [.. entry.Items(100, "command").Where(static c => c.ValueKind == JsonValueKind.String).Select(static c => c.GetString()!)],
                Settings = [.. Settings(entry)],
                Trusted = packagesTrusted,
            };
        }
    }

    private static IEnumerable<EndpointSetting> Settings(JsonElement entry)
    {
        foreach (var secret in entry.Items(100, "secrets"))
        {
            if (secret.Text("env").Within(200) is { } name) yield return new EndpointSetting(name, true, true);
        }
        foreach (var variable in entry.Items(100, "env"))
        {
            if (variable.Text("name").Within(200) is not { } name) continue;
            var value = variable.Text("value").Within(4000);
            var isTemplate = value?.Contains("{{", StringComparison.Ordinal) ?? true;
            yield return new EndpointSetting(name, isTemplate, false, isTemplate ? null : value);
        }
    }

    private static List<ToolDefinition> Tools(JsonElement entry, JsonElement? described)
    {
        var tools = new Dictionary<string, ToolDefinition>(StringComparer.Ordinal);
        var fuller = described is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Take(MostTools) : [];
        foreach (var tool in entry.Items(MostTools, "tools").Concat(fuller))
        {
            var name = tool.ValueKind == JsonValueKind.String ? tool.GetString() : tool.Text("name");
            if (string.IsNullOrEmpty(name)) continue;
            tools[name] = new ToolDefinition
            {
                Name = name,
                Title = tool.Text("title"),
                Description = tool.Text("description"),
                InputSchema = Schema(tool),
                Annotations = tool.Get("annotations") is { ValueKind: JsonValueKind.Object } notes ? Encoding.UTF8.GetBytes(notes.GetRawText()) : default,
            };
        }
        return [.. tools.Values];
    }

    /// <summary>The schema as given, or one made of the short list of arguments that these catalogues keep.</summary>
    private static ReadOnlyMemory<byte> Schema(JsonElement tool)
    {
        var schema = tool.Get("inputSchema", "parameters");
        if (schema.ValueKind == JsonValueKind.Object) return Encoding.UTF8.GetBytes(schema.GetRawText());
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var argument in tool.Items(1000, "arguments"))
        {
            if (argument.Text("name") is not { } name || properties.ContainsKey(name)) continue;
            var property = new JsonObject();
            if (argument.Text("type") is { } type) property["type"] = type;
            if (argument.Text("desc", "description") is { } description) property["description"] = description;
            if (argument.Get("optional").ValueKind != JsonValueKind.True) required.Add(name);
            properties[name] = property;
        }
        if (properties.Count == 0) return default;
        var made = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) made["required"] = required;
        return Encoding.UTF8.GetBytes(made.ToJsonString());
    }
}

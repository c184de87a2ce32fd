using System.Text.Json;
using System.Text.RegularExpressions;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>Reads the remotes and packages of a <c>server.json</c>.</summary>
internal static partial class RegistryEndpoints
{
    private const int Most = 100;

    /// <summary>The remotes, in the listing's order.</summary>
    public static IEnumerable<Endpoint> Remotes(JsonElement server)
    {
        foreach (var remote in server.Items(Most, "remotes"))
        {
            if (remote.Text("url").Within(4000) is not { } url) continue;
            var type = remote.Text("type", "transport_type", "transportType")?.ToLowerInvariant();
            if (type is not (null or "sse" or "streamable-http" or "streamable" or "http")) continue;
            yield return new Endpoint
            {
                Kind = type == "sse" ? EndpointKind.Sse : EndpointKind.StreamableHttp,
                Url = url,
                Settings = [.. remote.Items(Most, "headers").Select(Setting).OfType<EndpointSetting>(), .. Variables(remote)],
            };
        }
    }

    /// <summary>The packages: those that speak over stdio first, otherwise in the listing's order.</summary>
    public static IEnumerable<Endpoint> Packages(JsonElement server, bool trusted) => server.Items(Most, "packages")
        .OrderBy(static package => package.Get("transport").Text("type") is not (null or "stdio"))
        .Select(package => Package(package, trusted)).OfType<Endpoint>();

    private static Endpoint? Package(JsonElement package, bool trusted)
    {
        var type = package.Text("registryType", "registry_type", "registry_name")?.Trim().ToLowerInvariant();
        var name = package.Text("identifier", "name").Within(2000);
        if (type is null || type.Length > 50 || name is null) return null;
        if (type == "docker") type = "oci";
        var version = package.Text("version").Within(255);
        if (type == "oci") (name, version) = SplitImage(name, version);
        var settings = package.Items(Most, "environmentVariables", "environment_variables").Select(Setting).OfType<EndpointSetting>().ToList();
        return new Endpoint
        {
            Kind = EndpointKind.Package,
            PackageType = type,
            PackageName = name,
            PackageVersion = version is "latest" ? null : version,
            Arguments = [.. package.Items(Most, "packageArguments", "package_arguments").SelectMany(argument => Argument(argument, settings))],
            Settings = settings,
            Trusted = trusted,
        };
    }

    /// <summary>Parts an image's name from its tag or digest; the digest, which cannot move, wins.</summary>
    internal static (string Name, string? Version) SplitImage(string image, string? version)
    {
        var at = image.IndexOf('@');
        var digest = at >= 0 ? image[(at + 1)..] : null;
        if (at >= 0) image = image[..at];
        var colon = image.LastIndexOf(':');
        var tag = colon > image.LastIndexOf('/') ? image[(colon + 1)..] : null;
        if (tag is not null) image = image[..colon];
        return (image, digest ?? tag ?? version);
    }

    /// <summary>
    /// The words that one argument becomes. A value that the listing leaves open becomes a placeholder with a setting of that name
    /// when it is required, and is left out otherwise.
    /// </summary>
    private static IEnumerable<string> Argument(JsonElement argument, List<EndpointSetting> settings)
    {
        var name = argument.Text("name").Within(500);
        var value = (argument.Text("value") ?? argument.Text("default")).Within(4000);
        var named = argument.Text("type") is "named" || (argument.Text("type") is null && name is not null);
        var required = argument.Flag("isRequired", "is_required");
        if (value is null && required && !(named && argument.Text("format") is "boolean"))
        {
            var hole = Hole((argument.Text("valueHint", "value_hint") ?? name ?? "value").Within(100) ?? "value");
            settings.Add(new EndpointSetting(hole, true, argument.Flag("isSecret", "is_secret"), null, argument.Text("format"), Choices(argument)));
            value = $"{{{hole}}}";
        }
        if (value is not null && value.Contains('{')) AddVariables(argument, value, settings);
        if (named && name is not null)
        {
            // Optional flags without a value stand for what a user may add, not for how the server starts.
            if (value is null && !required) yield break;
            if (value is not "false") yield return name;
            if (value is not null && argument.Text("format") is not "boolean") yield return value;
        }
        else if (value is not null)
        {
            yield return value;
        }
    }

    private static void AddVariables(JsonElement owner, string template, List<EndpointSetting> settings)
    {
        foreach (var setting in Variables(owner))
        {
            if (template.Contains($"{{{setting.Name}}}", StringComparison.Ordinal) && settings.TrueForAll(s => s.Name != setting.Name)) settings.Add(setting);
        }
    }

    private static IEnumerable<EndpointSetting> Variables(JsonElement owner)
    {
        var variables = owner.Get("variables");
        if (variables.ValueKind != JsonValueKind.Object) yield break;
        foreach (var variable in variables.EnumerateObject().Take(Most))
        {
            if (variable.Name.Within(200) is { } name) yield return Describe(name, variable.Value);
        }
    }

    private static EndpointSetting? Setting(JsonElement json) => json.Text("name").Within(200) is { } name ? Describe(name, json) : null;

    private static EndpointSetting Describe(string name, JsonElement json)
    {
        var value = (json.Text("value") ?? json.Text("default")).Within(4000);
        // A template is no value that could be sent.
        if (value is not null && (value.Contains('{') || value.Contains('<'))) value = null;
        return new EndpointSetting(
            name, json.Flag("isRequired", "is_required"), json.Flag("isSecret", "is_secret"), value, json.Text("format").Within(50), Choices(json));
    }

    private static string[]? Choices(JsonElement json)
    {
        var choices = json.Items(Most, "choices").Where(static c => c.ValueKind == JsonValueKind.String).Select(static c => c.GetString()!).ToArray();
        return choices.Length == 0 ? null : choices;
    }

    private static string Hole(string hint) => NotInNames().Replace(hint, "_").Trim('_') is { Length: > 0 } name ? name : "value";

    [GeneratedRegex(@"[^\w.-]+")]
    private static partial Regex NotInNames();
}

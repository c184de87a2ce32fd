using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>
/// Values for required settings, by format and name: well-formed enough that a server starts and lists its tools, and
/// worth nothing anywhere. They go into the sandbox, which has no network, and never towards a remote.
/// </summary>
internal static class Placeholders
{
    /// <summary>A value for every required setting, by name.</summary>
    public static IReadOnlyDictionary<string, string> For(IEnumerable<EndpointSetting> settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            if (setting.Required && IsVariable(setting.Name)) values[setting.Name] = Value(setting);
        }
        return values;
    }

    private static string Value(EndpointSetting setting)
    {
        if (!string.IsNullOrEmpty(setting.Default)) return setting.Default.Replace("\0", "", StringComparison.Ordinal);
        if (setting.Choices is { Count: > 0 } choices) return choices[0].Replace("\0", "", StringComparison.Ordinal);
        return setting.Format switch
        {
            "number" => "1",
            "boolean" => "false",
            "filepath" => "/tmp",
            _ => ByName(setting.Name.ToUpperInvariant()),
        };
    }

    private static string ByName(string name)
    {
        bool Has(string part) => name.Contains(part, StringComparison.Ordinal);
        if (Has("DATABASE_URL") || Has("POSTGRES") || Has("CONNECTION_STRING")) return "postgresql://user:placeholder@placeholder.invalid:5432/placeholder";
        if (Has("URL") || Has("URI") || Has("ENDPOINT")) return "https://placeholder.invalid";
        if (Has("EMAIL")) return "placeholder@placeholder.invalid";
        if (Has("HOST") || Has("DOMAIN")) return "placeholder.invalid";
        if (Has("PORT") || Has("TIMEOUT") || Has("LIMIT")) return "8080";
        if (Has("UUID")) return "00000000-0000-4000-8000-000000000000";
        if (Has("PATH") || Has("DIR") || Has("FILE") || Has("FOLDER")) return "/tmp";
        return "placeholder-for-inspection";
    }

    private static bool IsVariable(string name) =>
        name.Length is > 0 and <= 200 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !IsLoaderVariable(name);

    // A listing has no say in how the runtime itself behaves.
    private static bool IsLoaderVariable(string name) =>
        name is "PATH" or "HOME" or "NODE_OPTIONS" or "PYTHONPATH" or "PYTHONSTARTUP" || name.StartsWith("LD_", StringComparison.Ordinal);
}

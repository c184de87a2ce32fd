using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Catalogue.Crawler.Sources;

/// <summary>Takes secrets out of what a user's configuration says. Rather one value too many than one too few.</summary>
internal static partial class Secrets
{
    /// <summary>What stands where a value was.</summary>
    public const string Removed = "(removed)";

    /// <summary>True for names of settings whose value is a secret.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    /// <summary>A URL without credentials, and without the values of parameters (or path parts) that look secret.</summary>
    public static string StripUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed)) return LooksSecret(url) ? Removed : url;
        var builder = new UriBuilder(parsed) { UserName = "", Password = "" };
        if (parsed.Query.Length > 1)
        {
            var kept = parsed.Query[1..].Split('&').Where(static part =>
            {
                var equals = part.IndexOf('=');
                return equals < 0 ? !LooksSecret(part) : !IsSecretName(part[..equals]) && !LooksSecret(part[(equals + 1)..]);
            });
            builder.Query = string.Join('&', kept);
        }
        builder.Path = string.Join('/', parsed.AbsolutePath.Split('/').Select(static part => LooksSecret(part) ? "removed" : part));
        return builder.Uri.AbsoluteUri;
    }

    /// <summary>Arguments without values that are, or look, secret.</summary>
    public static IReadOnlyList<string> StripArguments(IReadOnlyList<string> arguments)
    {
        var kept = new List<string>();
        var next = false;
        foreach (var argument in arguments)
        {
            var isFlag = argument.StartsWith('-');
            var equals = argument.IndexOf('=');
            var scheme = argument.IndexOf("://", StringComparison.Ordinal);
            if (next && !isFlag) kept.Add(Removed);
            else if (scheme > 0 && (equals < 0 || scheme < equals)) kept.Add(StripUrl(argument));
            else if (equals > 0 && (IsSecretName(argument[..equals]) || LooksSecret(argument[(equals + 1)..]))) kept.Add(argument[..(equals + 1)] + Removed);
            else if (scheme > 0) kept.Add(argument[..(equals + 1)] + StripUrl(argument[(equals + 1)..]));
            else if (LooksSecret(argument) || HeaderValue().IsMatch(argument)) kept.Add(Removed);
            else kept.Add(argument);
            next = isFlag && equals < 0 && (IsSecretName(argument) || argument is "--header" or "-H");
        }
        return kept;
    }

    /// <summary>A configuration's entry with every value of its settings removed and its arguments and URLs stripped.</summary>
    public static JsonNode? Redact(JsonElement entry) => Redact(entry, null);

    private static JsonNode? Redact(JsonElement json, string? name)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var member in json.EnumerateObject())
                {
                    map[member.Name] = name is "env" or "environment" or "headers" ? Removed : Redact(member.Value, member.Name);
                }
                return map;
            case JsonValueKind.Array:
                var texts = json.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()).ToArray();
                return new JsonArray([.. StripArguments(texts).Select(static text => (JsonNode?)JsonValue.Create(text))]);
            case JsonValueKind.String:
                var text = json.GetString()!;
                if (name is not null && IsSecretName(name)) return Removed;
                return text.Contains("://", StringComparison.Ordinal) ? StripUrl(text) : LooksSecret(text) ? Removed : text;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return name is not null && IsSecretName(name) ? Removed : JsonNode.Parse(json.GetRawText());
            default:
                return null;
        }
    }

    /// <summary>True for what has a well-known token's prefix, or is long and random: digits and letters mixed without any word.</summary>
    private static bool LooksSecret(string text) => KnownToken().IsMatch(text) || (text.Length >= 20 && Random().IsMatch(text) && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter));

    [GeneratedRegex("(?i)(api[-_]?key|apikey|token|secret|passw|pwd|passphrase|credential|auth|bearer|cookie|session|private|signature|access[-_]?key|client[-_]?id|dsn|connection|conn[-_]?str|(^|[-_])key$|(^|[-_])pat$)")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^(sk|pk|rk|ghp|gho|ghu|ghs|ghr|github_pat|glpat|xox[abpors]|AKIA|ASIA|AIza|ya29|eyJ|hf|npm|pypi|dop_v1|tvly|fc|sntrys?|lin_api|secret|ntn|pat|key|Bearer)[-_. ]?[A-Za-z0-9_\-.=+/]{12,}$")]
    private static partial Regex KnownToken();

    [GeneratedRegex(@"^[A-Za-z0-9+=_]{20,}$|^[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}$")]
    private static partial Regex Random();

    [GeneratedRegex(@"(?i)^[a-z][a-z0-9-]*:\s*\S.*$", RegexOptions.None, 100)]
    private static partial Regex HeaderValue();
}

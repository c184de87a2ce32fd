using System.Text.RegularExpressions;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>The identity key of a package: its normalised name and the arguments that choose a server.</summary>
internal static partial class PackageKeys
{
    /// <summary>The key, or null for wrappers, for bundles that nothing chooses from, and for what is no package's name.</summary>
    public static string? KeyOf(Endpoint endpoint, IdentityWords words)
    {
        if (endpoint is not { Kind: EndpointKind.Package, PackageName: { Length: > 0 } rawName }) return null;
        var type = NormaliseType(endpoint.PackageType);
        var name = Normalise(endpoint.PackageType, rawName);
        if (type.Length == 0 || name.Length == 0 || NoName().IsMatch(name)) return null;
        var package = $"{type}:{name}";
        if (words.Wrappers.Contains(package)) return null;
        var choosing = Choosing(endpoint.Arguments, words).ToList();
        if (choosing.Count == 0 && words.Bundles.Contains(package)) return null;
        // A space cannot be in a normalised name, so the first one ends it.
        return choosing.Count == 0 ? $"package:{package}" : $"package:{package} {string.Join(' ', choosing)}";
    }

    /// <summary>The package's name as its registry compares names.</summary>
    public static string Normalise(string? type, string name)
    {
        var trimmed = name.Trim();
        return NormaliseType(type) switch
        {
            "pypi" => Separators().Replace(Extras().Replace(trimmed, ""), "-").ToLowerInvariant(),
            "oci" => NormaliseImage(trimmed),
            "mcpb" => trimmed,
            _ => trimmed.ToLowerInvariant(),
        };
    }

    /// <summary>True when the package's last part is the listing's name or its last part.</summary>
    public static bool GoesByNameOf(string packageName, string serverName)
    {
        var package = LastPart(packageName);
        return package.Length > 0 && package == LastPart(serverName);

        static string LastPart(string name) => Separators().Replace(name[(name.LastIndexOf('/') + 1)..].Trim(), "-").ToLowerInvariant();
    }

    private static string NormaliseType(string? type) => (type ?? "").Trim().ToLowerInvariant() switch
    {
        "docker" => "oci",
        "unknown" => "",
        var other => other,
    };

    /// <summary>An image without tag, digest and the default registry's spellings.</summary>
    private static string NormaliseImage(string image)
    {
        var at = image.IndexOf('@');
        if (at >= 0) image = image[..at];
        var colon = image.LastIndexOf(':');
        if (colon > image.LastIndexOf('/')) image = image[..colon];
        image = image.ToLowerInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["docker.io/", "index.docker.io/", "registry-1.docker.io/", "library/"])
        {
            if (image.StartsWith(prefix, StringComparison.Ordinal)) image = image[prefix.Length..];
        }
        return image;
    }

    private static IEnumerable<string> Choosing(IReadOnlyList<string> arguments, IdentityWords words)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i].Trim();
            if (words.NeutralFlags.Contains(argument)) continue;
            if (words.NeutralOptions.Contains(argument))
            {
                i++; // its value goes with it
                continue;
            }
            var equals = argument.IndexOf('=');
            if (equals > 0 && words.NeutralOptions.Contains(argument[..equals])) continue;
            if (!IsLocal(argument)) yield return argument;
        }
    }

    /// <summary>True for what depends on the machine or is left open: paths, placeholders, numbers, nothing.</summary>
    private static bool IsLocal(string argument) =>
        argument.Length == 0 || argument[0] is '/' or '~' or '.' or '\\' or '$' or '%' or '<'
        || argument.Contains('{') || (argument.Length > 1 && argument[1] == ':') || argument.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Extras();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();

    /// <summary>Version numbers and flags that an index took for a package; names with spaces or control characters.</summary>
    [GeneratedRegex(@"^[\d.\-]+$|^-|[\s\p{C}]")]
    private static partial Regex NoName();
}

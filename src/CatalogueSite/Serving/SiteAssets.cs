using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Catalogue.Site.Serving;

/// <summary>The files of wwwroot, which lie in the assembly. URLs carry a content hash and never change their meaning.</summary>
public sealed class SiteAssets
{
    private const string Prefix = "wwwroot/";
    private const string Folder = "/assets/";
    private const int HashLength = 10;
    private readonly FrozenDictionary<string, SiteAsset> _byPath;
    private readonly FrozenDictionary<string, SiteAsset> _byUrl;

    private SiteAssets(IReadOnlyList<SiteAsset> all)
    {
        All = all;
        _byPath = all.ToFrozenDictionary(asset => asset.Path, StringComparer.Ordinal);
        _byUrl = all.ToFrozenDictionary(asset => asset.Url, StringComparer.Ordinal);
    }

    /// <summary>The assets that were built in.</summary>
    public static SiteAssets Embedded { get; } = Load(typeof(SiteAssets).Assembly);

    /// <summary>Every asset, by path.</summary>
    public IReadOnlyList<SiteAsset> All { get; }

    /// <summary>The URL of the file at <paramref name="path"/> below wwwroot.</summary>
    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public string Url(string path) => _byPath.TryGetValue(path, out var asset)
        ? asset.Url
        : throw new KeyNotFoundException($"There is no file '{path}' in wwwroot.");

    /// <summary>The asset with a hashed URL, or null.</summary>
    public SiteAsset? FindByUrl(string url) => _byUrl.GetValueOrDefault(url);

    /// <summary>The asset at a path below wwwroot, or null.</summary>
    public SiteAsset? FindByPath(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>
    /// The asset as it is now for a URL that another build of this program wrote (another hash): pages of a generation that was
    /// published before an upgrade still name it. Null where there never was such a file.
    /// </summary>
    public SiteAsset? FindOlder(string url)
    {
        if (!url.StartsWith(Folder, StringComparison.Ordinal)) return null;
        var extension = Path.GetExtension(url);
        var stem = url[Folder.Length..^extension.Length];
        return stem.Length > HashLength + 1 && stem[^(HashLength + 1)] == '.' ? FindByPath(stem[..^(HashLength + 1)] + extension) : null;
    }

    // A folder named like a file (site.css/) holds the layers of that file, joined in the order of their names.
    private static SiteAssets Load(Assembly assembly) => new(
        [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !name.EndsWith(".gitkeep", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .GroupBy(AssetOf)
            .Select(layers => Make(layers.Key, [.. layers.SelectMany(name => Read(assembly, name))]))]);

    private static string AssetOf(string resource)
    {
        var folder = Path.GetDirectoryName(resource)!;
        return (Path.HasExtension(folder) ? folder : resource)[Prefix.Length..];
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static SiteAsset Make(string path, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
        var extension = Path.GetExtension(path);
        var stem = path[..^extension.Length];
        return new SiteAsset(path, $"{Folder}{stem}.{hash[..HashLength]}{extension}", MediaTypes.Of(extension), hash, content);
    }
}

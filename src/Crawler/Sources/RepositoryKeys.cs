using System.Text.RegularExpressions;

namespace Catalogue.Crawler.Sources;

/// <summary>The identity key of a repository with a subfolder.</summary>
internal static partial class RepositoryKeys
{
    /// <summary>The key, or null unless both are named: a repository alone says nothing.</summary>
    public static string? KeyOf(string? repository, string? subfolder)
    {
        if (repository is null) return null;
        var (home, folderInUrl) = Split(repository.Trim());
        var folder = Clean(string.IsNullOrWhiteSpace(subfolder) ? folderInUrl : subfolder);
        return home is null || folder.Length == 0 ? null : $"folder:{home}#{folder}";
    }

    /// <summary>Takes <c>host/owner/name</c> out of a repository's URL in any of its spellings, and the folder that a browser's URL names.</summary>
    private static (string? Home, string? Folder) Split(string url)
    {
        var scp = Scp().Match(url);
        if (scp.Success) url = $"https://{scp.Groups["host"].Value}/{scp.Groups["path"].Value}";
        if (url.StartsWith("git+", StringComparison.OrdinalIgnoreCase)) url = url[4..];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.IdnHost.Length == 0) return (null, null);
        var parts = parsed.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2) return (null, null);
        var name = parts[1].EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? parts[1][..^4] : parts[1];
        var host = parsed.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? parsed.IdnHost[4..] : parsed.IdnHost;
        var home = $"{host}/{parts[0]}/{name}".ToLowerInvariant();
        var rest = parts.Skip(2).SkipWhile(static part => part == "-").ToArray();
        var folder = rest.Length > 2 && rest[0] is "tree" or "blob" or "src" ? Uri.UnescapeDataString(string.Join('/', rest.Skip(2))) : null;
        return (home, folder);
    }

    private static string Clean(string? folder)
    {
        var parts = (folder ?? "").Trim().Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != ".").ToArray();
        if (parts.Contains("..")) return "";
        // A folder's read-me stands for the folder.
        if (parts.Length > 0 && parts[^1].Contains('.') && parts[^1].StartsWith("readme", StringComparison.OrdinalIgnoreCase)) parts = parts[..^1];
        return string.Join('/', parts);
    }

    [GeneratedRegex(@"^(ssh://)?[\w.-]+@(?<host>[\w.-]+)[:/](?<path>[^\s]+)$")]
    private static partial Regex Scp();
}

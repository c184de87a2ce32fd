using System.Collections.Frozen;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// Reads which package a client's command starts: <c>npx</c>, <c>uvx</c>, <c>docker run</c>, <c>dnx</c> and their kin. Bridges to a
/// remote (<c>npx mcp-remote URL</c>) become that remote. Other commands are programs of that machine: there is nothing to ask.
/// </summary>
internal static class CommandLines
{
    private static readonly FrozenSet<string> RunFlags = FrozenSet.Create(StringComparer.Ordinal,
        "-i", "-t", "-it", "-ti", "-d", "--rm", "--init", "--interactive", "--tty", "--privileged", "--read-only", "--detach", "--no-healthcheck", "-P");

    private static readonly FrozenSet<string> NpxOptions = FrozenSet.Create(StringComparer.Ordinal, "-p", "--package", "--registry", "--cache", "--prefix", "-w", "--workspace");

    private static readonly FrozenSet<string> UvxOptions = FrozenSet.Create(StringComparer.Ordinal,
        "--from", "--with", "--python", "-p", "--index-url", "--index", "--extra-index-url", "--default-index", "--directory", "--refresh-package", "--with-editable");

    /// <summary>The endpoint, or null when the command names neither a package nor a remote.</summary>
    public static Endpoint? Read(string command, IReadOnlyList<string> arguments)
    {
        var words = new Queue<string>(arguments.Prepend(command).SelectMany((word, i) => i == 0 && word.Contains(' ') && !word.Contains('/') && !word.Contains('\\')
            ? word.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [word]));
        var program = Program(words.Dequeue());
        if (program is "cmd" && words.Count > 1 && words.Peek().Equals("/c", StringComparison.OrdinalIgnoreCase))
        {
            words.Dequeue();
            program = Program(words.Dequeue());
        }
        return program switch
        {
            "npx" or "bunx" or "pnpx" => Npm(words),
            "npm" when Skip(words, "exec", "x") => Npm(words),
            "pnpm" or "yarn" when Skip(words, "dlx") => Npm(words),
            "bun" when Skip(words, "x") => Npm(words),
            "uvx" => Python(words),
            "uv" when Skip(words, "tool") && Skip(words, "run") => Python(words),
            "pipx" when Skip(words, "run") => Python(words),
            "docker" or "podman" when Skip(words, "container", "run") => Image(words),
            "dnx" => Tool(words),
            _ => null,
        };
    }

    private static Endpoint? Npm(Queue<string> words)
    {
        string? package = null;
        while (words.TryPeek(out var word) && word.StartsWith('-'))
        {
            words.Dequeue();
            if (word == "--") break;
            if (word.StartsWith("--package=", StringComparison.Ordinal)) package = word["--package=".Length..];
            else if (word is "-p" or "--package" && words.TryDequeue(out var named)) package = named;
            else if (NpxOptions.Contains(word)) words.TryDequeue(out _);
        }
        if (package is null)
        {
            if (!words.TryDequeue(out package)) return null;
        }
        else
        {
            words.TryDequeue(out _); // the program inside the package
        }
        if (!IsRegistryName(package)) return null;
        var at = package.LastIndexOf('@');
        var (name, version) = at > 0 ? (package[..at], Exact(package[(at + 1)..])) : (package, null);
        return Bridged(name, words) ?? Package("npm", name, version, words);
    }

    /// <summary>The remote that a bridge leads to.</summary>
    private static Endpoint? Bridged(string package, IEnumerable<string> arguments)
    {
        if (package is not ("mcp-remote" or "supergateway" or "mcp-proxy")) return null;
        var list = arguments.ToList();
        var url = list.Find(static word => word.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || word.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        if (url is null) return null;
        var isSse = list.Contains("--sse") || list.Contains("sse-only") || url.TrimEnd('/').EndsWith("/sse", StringComparison.Ordinal);
        return new Endpoint { Kind = isSse ? EndpointKind.Sse : EndpointKind.StreamableHttp, Url = Secrets.StripUrl(url) };
    }

    private static Endpoint? Python(Queue<string> words)
    {
        string? package = null;
        while (words.TryPeek(out var word) && word.StartsWith('-'))
        {
            words.Dequeue();
            if (word.StartsWith("--from=", StringComparison.Ordinal)) package = word["--from=".Length..];
            else if (word is "--from" or "--spec" && words.TryDequeue(out var named)) package = named;
            else if (UvxOptions.Contains(word)) words.TryDequeue(out _);
        }
        if (!words.TryDequeue(out var program)) return null;
        package ??= program;
        if (!IsRegistryName(package)) return null;
        var split = package.IndexOf("==", StringComparison.Ordinal);
        var (name, version) = split > 0 ? (package[..split], package[(split + 2)..])
            : package.IndexOf('@') is > 0 and var at ? (package[..at], Exact(package[(at + 1)..])) : (package, null);
        return Package("pypi", name, version, words);
    }

    private static Endpoint? Image(Queue<string> words)
    {
        while (words.TryDequeue(out var word))
        {
            if (word == "run") continue;
            if (!word.StartsWith('-'))
            {
                var (name, version) = RegistryEndpoints.SplitImage(word, null);
                return Package("oci", name, version is "latest" ? null : version, words);
            }
            if (!RunFlags.Contains(word) && !word.Contains('=')) words.TryDequeue(out _);
        }
        return null;
    }

    private static Endpoint? Tool(Queue<string> words)
    {
        string? version = null;
        string? package = null;
        while (words.TryDequeue(out var word) && word != "--")
        {
            if (word is "--version" or "-v" && words.TryDequeue(out var named)) version = named;
            else if (!word.StartsWith('-')) package ??= word;
        }
        if (package is null || !IsRegistryName(package)) return null;
        var at = package.LastIndexOf('@');
        return at > 0 ? Package("nuget", package[..at], Exact(package[(at + 1)..]), words) : Package("nuget", package, version, words);
    }

    private static Endpoint Package(string type, string name, string? version, IEnumerable<string> arguments) => new()
    {
        Kind = EndpointKind.Package,
        PackageType = type,
        PackageName = name,
        PackageVersion = version,
        Arguments = [.. arguments],
    };

    /// <summary>False for paths, archives and repositories, which name no package of a registry.</summary>
    private static bool IsRegistryName(string package) =>
        package.Length is > 0 and <= 300 && package[0] is not ('.' or '/' or '~' or '$') && !package.Contains("://", StringComparison.Ordinal)
        && !package.StartsWith("git+", StringComparison.Ordinal) && !package.Contains('\\') && !package.Contains(' ')
        && (package[0] == '@' ? package.Count('/') == 1 : !package.Contains('/'));

    private static string? Exact(string version) =>
        version.Length > 0 && char.IsAsciiDigit(version[0]) && !version.Contains('x') && !version.Contains(' ') ? version : null;

    private static string Program(string word)
    {
        var name = word[(word.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
        foreach (var ending in (ReadOnlySpan<string>)[".exe", ".cmd", ".bat", ".ps1"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) return name[..^ending.Length];
        }
        return name;
    }

    /// <summary>Takes the next word off when it is one of those.</summary>
    private static bool Skip(Queue<string> words, params ReadOnlySpan<string> expected)
    {
        if (!words.TryPeek(out var next)) return false;
        foreach (var word in expected)
        {
            if (next != word) continue;
            words.Dequeue();
            return true;
        }
        return false;
    }
}

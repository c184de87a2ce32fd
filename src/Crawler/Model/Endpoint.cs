namespace Catalogue.Crawler.Model;

/// <summary>How an endpoint is spoken to.</summary>
public enum EndpointKind
{
    /// <summary>A remote that speaks Streamable HTTP.</summary>
    StreamableHttp,

    /// <summary>A remote that speaks the older HTTP+SSE.</summary>
    Sse,

    /// <summary>A package that is installed and spoken to over stdio in the sandbox.</summary>
    Package,
}

/// <summary>A setting that a server wants (environment variable, header or argument).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">True when the server does not work without.</param>
/// <param name="Secret">True when its value is a secret.</param>
/// <param name="Default">The default that the listing gives, or null.</param>
/// <param name="Format">The format that the listing gives (<c>string</c>, <c>number</c>, <c>boolean</c>, <c>filepath</c>), or null.</param>
/// <param name="Choices">The values that the listing allows, or null.</param>
public sealed record EndpointSetting(
    string Name, bool Required, bool Secret, string? Default = null, string? Format = null, IReadOnlyList<string>? Choices = null);

/// <summary>One place where a server can be asked: a remote URL, or a package.</summary>
public sealed record Endpoint
{
    /// <summary>How it is spoken to.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>The URL of a remote; null for packages.</summary>
    public string? Url { get; init; }

    /// <summary><c>npm</c>, <c>pypi</c>, <c>nuget</c>, <c>oci</c>, <c>mcpb</c>, <c>cargo</c>; null for remotes.</summary>
    public string? PackageType { get; init; }

    /// <summary>The package's name in its registry; null for remotes.</summary>
    public string? PackageName { get; init; }

    /// <summary>The package's exact version, or null for the newest; of images the tag, or the digest (<c>sha256:…</c>).</summary>
    public string? PackageVersion { get; init; }

    /// <summary>
    /// Arguments the package is started with, in order. A <c>{name}</c> in an argument or in <see cref="Url"/> stands for the setting
    /// of that name in <see cref="Settings"/>, which is then no environment variable and no header.
    /// </summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables (packages) or headers (remotes) that the server wants.</summary>
    public IReadOnlyList<EndpointSetting> Settings { get; init; } = [];

    /// <summary>
    /// True when the operator stands behind this endpoint: our own configuration names it, or (packages) the source's configuration
    /// says <c>packages: true</c>. A package is installed only then; a remote's address may then be one that is otherwise refused.
    /// </summary>
    public bool Trusted { get; init; }
}

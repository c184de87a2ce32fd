namespace Catalogue.Site.Api.Http;

/// <summary>Settings of the machine-readable doors.</summary>
public sealed record DoorOptions
{
    /// <summary>What is used where the host sets nothing else.</summary>
    public static DoorOptions Default { get; } = new();

    /// <summary>Requests that one address may make in a minute over all doors, on average; 0 turns the limit off.</summary>
    public int RequestsPerMinute { get; init; } = 6000;

    /// <summary>Requests that one address may make at once, before the average counts; at least 1.</summary>
    public int Burst { get; init; } = 2000;

    /// <summary>Reverse-DNS namespace of synthesised names and of our own <c>_meta</c> key.</summary>
    public string Namespace { get; init; } = "local.catalogue";

    /// <summary>Origins (scheme, host, port) whose pages may call <c>/mcp</c> beside the public URL's own and those of loopback.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Says what is wrong with these settings, or null.</summary>
    public string? Fault() =>
        RequestsPerMinute < 0 ? $"RequestsPerMinute is {RequestsPerMinute}; it must be 0 (off) or more." :
        Burst < 1 ? $"Burst is {Burst}; it must be 1 or more." :
        Namespace.Length is < 1 or > 100 || !Namespace.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            ? $"The namespace '{Namespace}' must be 1 to 100 ASCII letters, digits, dots and hyphens, such as com.example." :
        null;
}

using Catalogue.Crawler.Sources;

namespace Catalogue.Crawler.Storage;

/// <summary>How the store behaves.</summary>
public sealed record StoreOptions
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a writer waits for another program's lock.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When two listings are one server.</summary>
    public ServerIdentity Identity { get; init; } = ServerIdentity.Default;

    /// <summary>When servers are asked again.</summary>
    public RecheckSchedule Schedule { get; init; } = new();
}

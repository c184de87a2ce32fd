using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Jobs;

/// <summary>How many servers are asked at once, over all jobs of a worker.</summary>
public sealed class InspectionGate : IDisposable
{
    private readonly SemaphoreSlim _remotes;
    private readonly SemaphoreSlim _packages;

    /// <summary>Makes a gate.</summary>
    /// <param name="remotes">Remotes at once; politeness towards one host is the HTTP client's.</param>
    /// <param name="packages">Packages in sandboxes at once.</param>
    public InspectionGate(int remotes = 64, int packages = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(remotes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(packages, 1);
        _remotes = new SemaphoreSlim(remotes, remotes);
        _packages = new SemaphoreSlim(packages, packages);
    }

    /// <summary>Runs one inspection when there is room for it.</summary>
    public async Task<T> EnterAsync<T>(EndpointKind kind, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var room = kind == EndpointKind.Package ? _packages : _remotes;
        await room.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            room.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _remotes.Dispose();
        _packages.Dispose();
    }
}

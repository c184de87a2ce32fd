namespace Catalogue.Crawler.Net;

/// <summary>A lease of what needs none.</summary>
internal sealed class NoLease : IDisposable
{
    public static NoLease Instance { get; } = new();

    public void Dispose()
    {
    }
}

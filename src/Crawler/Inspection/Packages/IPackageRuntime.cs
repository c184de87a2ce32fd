using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>How packages of one registry type are installed and started.</summary>
internal interface IPackageRuntime
{
    /// <summary>The registry type (<c>npm</c>, <c>pypi</c>, …).</summary>
    string PackageType { get; }

    /// <summary>Starts the server of a package.</summary>
    /// <param name="endpoint">The package; its type is ours.</param>
    /// <param name="settings">Environment for the server: inert placeholders.</param>
    /// <param name="workshop">Where and with what it is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InspectionFaultException">It can't be installed or started; the fault says why.</exception>
    Task<SandboxProcess> StartAsync(Endpoint endpoint, IReadOnlyDictionary<string, string> settings, Workshop workshop, CancellationToken cancellationToken);
}

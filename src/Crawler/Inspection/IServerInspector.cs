using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection;

/// <summary>What is asked: one endpoint of one server.</summary>
/// <param name="ServerName">Canonical server name, for logs and placeholders.</param>
/// <param name="Endpoint">Where to ask.</param>
public sealed record InspectionTarget(string ServerName, Endpoint Endpoint);

/// <summary>What came of it: always a value, never an exception (but for cancellation by the caller).</summary>
/// <param name="Observation">Outcome, reason, protocol, instructions.</param>
/// <param name="Tools">The tools listed, duplicates by name removed (first wins), empty unless the outcome carries tools.</param>
public sealed record InspectionResult(Observation Observation, IReadOnlyList<ToolDefinition> Tools)
{
    /// <summary>SHA-256 over the list of tools as it was received, when it came whole; else null. Equal hashes mean equal tools.</summary>
    public byte[]? ListHash { get; init; }
}

/// <summary>Asks servers for their tools.</summary>
public interface IServerInspector
{
    /// <summary>Asks one server. Everything started for it is ended and removed when this returns.</summary>
    Task<InspectionResult> InspectAsync(InspectionTarget target, CancellationToken cancellationToken);
}

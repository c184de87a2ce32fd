namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>One installation step.</summary>
/// <param name="Command">Program and arguments inside the sandbox.</param>
/// <param name="Registries">Where it may go: host and port of each.</param>
/// <param name="ReadOnly">What the sandbox shows beyond the system: place outside → place inside.</param>
/// <param name="Environment">Its environment.</param>
internal sealed record Installation(
    IReadOnlyList<string> Command, IReadOnlyList<Uri> Registries, IReadOnlyDictionary<string, string> ReadOnly, IReadOnlyDictionary<string, string> Environment);

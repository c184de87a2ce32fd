using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>observations</c>: what is known, without the times at which it was checked; texts as stored.</summary>
internal sealed class ObservationRow
{
    public long ServerId { get; set; }

    public string Outcome { get; set; } = "";

    public string? Reason { get; set; }

    public string? How { get; set; }

    public string? Endpoint { get; set; }

    public string? ProtocolVersion { get; set; }

    public string? ServerTitle { get; set; }

    public string? ServerVersion { get; set; }

    public string? Instructions { get; set; }

    public long? PromptCount { get; set; }

    public long? ResourceCount { get; set; }

    /// <summary>What a new attempt leaves: an attempt that listed no tools knows nothing new of the rest.</summary>
    public static ObservationRow Next(long serverId, Observation attempt, ObservationRow? before)
    {
        var whole = attempt.Outcome is Model.Outcome.Observed;
        return new ObservationRow
        {
            ServerId = serverId,
            Outcome = attempt.Outcome.ToName(),
            Reason = StoredText.Encode(attempt.Reason),
            How = StoredText.Encode(attempt.How) ?? before?.How,
            Endpoint = StoredText.Encode(attempt.Endpoint) ?? before?.Endpoint,
            ProtocolVersion = Keep(attempt.ProtocolVersion, before?.ProtocolVersion),
            ServerTitle = Keep(attempt.ServerTitle, before?.ServerTitle),
            ServerVersion = Keep(attempt.ServerVersion, before?.ServerVersion),
            Instructions = Keep(attempt.Instructions, before?.Instructions),
            PromptCount = attempt.PromptCount ?? (whole ? null : before?.PromptCount),
            ResourceCount = attempt.ResourceCount ?? (whole ? null : before?.ResourceCount),
        };

        string? Keep(string? value, string? old) => StoredText.Encode(value) ?? (whole ? null : old);
    }

    public bool SameAs(ObservationRow other) =>
        Outcome == other.Outcome && Reason == other.Reason && How == other.How && Endpoint == other.Endpoint
        && ProtocolVersion == other.ProtocolVersion && ServerTitle == other.ServerTitle && ServerVersion == other.ServerVersion
        && Instructions == other.Instructions && PromptCount == other.PromptCount && ResourceCount == other.ResourceCount;
}

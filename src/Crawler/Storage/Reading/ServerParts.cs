using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Reading;

/// <summary>Everything that hangs on the servers of one portion, by server.</summary>
internal sealed class ServerParts
{
    /// <summary>How many rows of history a server record carries.</summary>
    public const int HistoryLimit = 100;

    public required ILookup<long, AliasRow> Aliases { get; init; }

    public required ILookup<long, EndpointRow> Endpoints { get; init; }

    public required ILookup<long, ListingRow> Listings { get; init; }

    public required ILookup<long, ObservationRow> Observations { get; init; }

    public required ILookup<long, CheckRow> Checks { get; init; }

    public required ILookup<long, ToolReadRow> Tools { get; init; }

    public required ILookup<long, HistoryRow> History { get; init; }

    public ServerRecord Build(ServerRow row) => new()
    {
        Id = row.Id,
        Name = StoredText.Decode(row.Name)!,
        Slug = row.Slug,
        Aliases = [.. Aliases[row.Id].Select(alias => StoredText.Decode(alias.Alias)!)],
        Title = StoredText.Decode(row.Title),
        Description = StoredText.Decode(row.Description),
        Repository = StoredText.Decode(row.Repository),
        RepositorySubfolder = StoredText.Decode(row.RepositorySubfolder),
        WebsiteUrl = StoredText.Decode(row.WebsiteUrl),
        Version = StoredText.Decode(row.Version),
        Status = (ServerStatus)row.Status,
        StatusMessage = StoredText.Decode(row.StatusMessage),
        FirstSeen = Time(row.FirstSeen)!.Value,
        WithdrawnAt = Time(row.WithdrawnAt),
        Endpoints = [.. Endpoints[row.Id].Select(endpoint => endpoint.ToEndpoint())],
        Listings = [.. Listings[row.Id].Select(ToListing)],
        Observation = ToObservation(row),
        Tools = [.. Tools[row.Id].Select(tool => tool.ToRecord()).OrderBy(tool => tool.Name, StringComparer.Ordinal)],
        History = [.. History[row.Id].Select(entry => entry.ToEntry())],
        Revision = row.Revision,
    };

    private static Listing ToListing(ListingRow row) => new(
        row.Source, StoredText.Decode(row.NameThere)!, Time(row.FirstSeen)!.Value, Time(row.LastSeen)!.Value, Time(row.DroppedAt), row.RawEntry);

    private Observation ToObservation(ServerRow row)
    {
        var known = Observations[row.Id].FirstOrDefault();
        var check = Checks[row.Id].FirstOrDefault();
        return new Observation
        {
            Outcome = row.WithdrawnAt is not null ? Outcome.Withdrawn : known is null ? Outcome.Pending : OutcomeNames.Parse(known.Outcome),
            Reason = row.WithdrawnAt is null ? StoredText.Decode(known?.Reason) : WithdrawnReason(row),
            At = Time(check?.CheckedAt),
            LastGoodAt = Time(check?.LastGoodAt),
            How = StoredText.Decode(known?.How),
            Endpoint = StoredText.Decode(known?.Endpoint),
            ProtocolVersion = StoredText.Decode(known?.ProtocolVersion),
            ServerTitle = StoredText.Decode(known?.ServerTitle),
            ServerVersion = StoredText.Decode(known?.ServerVersion),
            Instructions = StoredText.Decode(known?.Instructions),
            PromptCount = (int?)known?.PromptCount,
            ResourceCount = (int?)known?.ResourceCount,
            Duration = check?.DurationMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        };
    }

    private static string WithdrawnReason(ServerRow row) => row.Status == (int)ServerStatus.Deleted
        ? "Its registry took it down" + (row.StatusMessage is { Length: > 0 } message ? $": {StoredText.Decode(message)}" : ".")
        : "No source lists it any more.";

    private static DateTimeOffset? Time(long? unixMilliseconds) => unixMilliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}

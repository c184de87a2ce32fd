using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Takes declared tools. One declaration is in force for a server: tool lists of several sources are never pooled.</summary>
internal sealed class DeclarationWriter(WriteScope scope)
{
    /// <summary>What was done, over all lists.</summary>
    public DeclareCounts Total { get; } = new();

    public async Task WriteAsync(IReadOnlyList<(PendingListing Listing, ServerWork Server)> declared)
    {
        var inForce = declared.Where(pair => IsInForce(pair.Listing, pair.Server.Row)).ToList();
        if (inForce.Count == 0) return;
        var lists = inForce.ConvertAll(pair => (pair.Listing, pair.Server.Row, Tools: (IReadOnlyList<HashedTool>)[.. pair.Listing.Server.DeclaredTools!.Select(HashedTool.From)]));
        var tools = new ToolListWriter(scope);
        await tools.LoadAsync(lists.Select(list => list.Row.Id));
        await tools.LoadOldAsync(lists.Select(list => (list.Row.Id, list.Tools)));
        foreach (var (listing, row, list) in lists)
        {
            Count(tools.Declare(row.Id, list, whole: listing.Mode == DeclarationMode.SourceList));
            row.DeclaredBy = listing.Server.Source;
            row.ToolsBasis = Math.Max(row.ToolsBasis, (long)ToolsBasis.Declared);
        }
        await tools.FlushAsync();
        var rows = lists.Select(list => list.Row).DistinctBy(row => row.Id).ToList();
        await scope.ExecuteEachAsync("UPDATE servers SET declared_by = @DeclaredBy, tools_basis = @ToolsBasis WHERE id = @Id", rows);
        // What a running server repeats must be compared with these tools too.
        await scope.ExecuteInAsync("UPDATE checks SET list_hash = NULL WHERE server_id IN @ids", rows.Select(row => row.Id));
        await ObserveAsync(rows);
    }

    private static bool IsInForce(PendingListing listing, ServerRow row) =>
        listing.Mode == DeclarationMode.Add || (row.ToolsBasis < (long)ToolsBasis.Observed && (row.DeclaredBy is null || row.DeclaredBy == listing.Server.Source));

    private void Count(DeclareCounts counts)
    {
        Total.Added += counts.Added;
        Total.Updated += counts.Updated;
        Total.Removed += counts.Removed;
        Total.Unchanged += counts.Unchanged;
        Total.KeptObserved += counts.KeptObserved;
    }

    // A server that was never asked, or that cannot be asked at all, is known by its declaration.
    private async Task ObserveAsync(List<ServerRow> rows)
    {
        var ids = rows.Where(row => row.ToolsBasis < (long)ToolsBasis.Observed).Select(row => row.Id).ToList();
        var known = (await scope.QueryInAsync<ObservationRow, long>("SELECT server_id, outcome FROM observations WHERE server_id IN @ids", ids)).ToDictionary(row => row.ServerId, row => row.Outcome);
        var fresh = ids.Where(id => !known.TryGetValue(id, out var outcome) || outcome is "pending" or "no-endpoint").ToList();
        await scope.ExecuteEachAsync(
            """
            INSERT INTO observations (server_id, outcome, how) VALUES (@ServerId, @Outcome, @How)
            ON CONFLICT (server_id) DO UPDATE SET outcome = excluded.outcome, how = excluded.how, reason = NULL
            """,
            fresh.ConvertAll(id => new ObservationRow { ServerId = id, Outcome = Outcome.Declared.ToName(), How = "declared" }));
        foreach (var id in fresh) scope.Touch(id);
        await scope.ExecuteInAsync("UPDATE checks SET checked_at = @value, last_good_at = @value WHERE server_id IN @ids", ids, scope.NowMs);
    }
}

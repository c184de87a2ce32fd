using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>Records what asking servers gave. Where nothing changed, only check times are written.</summary>
internal sealed class InspectionWriter(WriteScope scope, RecheckSchedule schedule)
{
    private readonly List<ObservationRow> _observations = [];
    private readonly List<InspectionRow> _begun = [];
    private readonly List<InspectionRow> _continued = [];
    private readonly List<CheckRow> _checks = [];
    private readonly List<long> _observedNow = [];

    /// <summary>Records a group of results. A server that this pass recorded before is left as it is.</summary>
    /// <returns>The servers recorded.</returns>
    public async Task<IReadOnlyList<InspectedServer>> WriteAsync(IReadOnlyList<PreparedInspection> results, long passId)
    {
        var ids = results.Select(result => result.Inspected.ServerId).Distinct().ToList();
        var servers = (await scope.QueryInAsync<ServerRow, long>("SELECT id, tools_basis, merged_into FROM servers WHERE id IN @ids", ids)).ToDictionary(row => row.Id);
        var checks = (await scope.QueryInAsync<CheckRow, long>(
            "SELECT server_id, checked_at, last_good_at, duration_ms, due_at, interval_ms, failures, pass_id, inspection_id, list_hash FROM checks WHERE server_id IN @ids", ids)).ToDictionary(row => row.ServerId);
        var fresh = results.DistinctBy(result => result.Inspected.ServerId)
            .Where(result => servers.TryGetValue(result.Inspected.ServerId, out var row) && row.MergedInto is null && (passId == 0 || checks[row.Id].PassId != passId)).ToList();
        var before = (await scope.QueryInAsync<ObservationRow, long>(
            "SELECT server_id, outcome, reason, how, endpoint, protocol_version, server_title, server_version, instructions, prompt_count, resource_count FROM observations WHERE server_id IN @ids", ids))
            .ToDictionary(row => row.ServerId);
        var runs = (await scope.QueryInAsync<InspectionRow, long>(
            "SELECT id, server_id, outcome, reason, how, endpoint, first_at, last_at, times FROM inspections WHERE id IN @ids", checks.Values.Select(row => row.InspectionId).OfType<long>()))
            .ToDictionary(row => row.ServerId);
        var tools = new ToolListWriter(scope);
        var listed = fresh.FindAll(result => HasTools(result.Inspected.Result.Observation.Outcome) && !result.RepeatsList(checks[result.Inspected.ServerId]));
        await tools.LoadAsync(listed.Select(result => result.Inspected.ServerId));
        await tools.LoadOldAsync(listed.Select(result => (result.Inspected.ServerId, result.Tools)));
        foreach (var result in fresh)
        {
            var id = result.Inspected.ServerId;
            Record(result, tools, servers[id], checks[id], before.GetValueOrDefault(id), runs.GetValueOrDefault(id), passId);
        }
        await tools.FlushAsync();
        await FlushAsync();
        return fresh.ConvertAll(result => result.Inspected);
    }

    private static bool HasTools(Outcome outcome) => outcome is Outcome.Observed or Outcome.Partial;

    private void Record(PreparedInspection result, ToolListWriter tools, ServerRow server, CheckRow check, ObservationRow? before, InspectionRow? run, long passId)
    {
        var attempt = result.Inspected.Result.Observation;
        var now = ObservationRow.Next(server.Id, attempt, before);
        var good = HasTools(attempt.Outcome);
        var changed = good && !result.RepeatsList(check) && tools.Observe(server.Id, result.Tools, whole: attempt.Outcome == Outcome.Observed);
        if (before is null || !before.SameAs(now))
        {
            _observations.Add(now);
            scope.Touch(server.Id);
        }
        if (good) changed |= RecordServerFields(server, before, now);
        if (good && server.ToolsBasis < (long)ToolsBasis.Observed) _observedNow.Add(server.Id);
        if (good) check.ListHash = result.Inspected.Result.ListHash;
        Log(now, attempt, run, check);
        Reschedule(check, server.Id, attempt, good, changed, passId);
    }

    // What a server says of itself to the model is watched like its tools.
    private bool RecordServerFields(ServerRow server, ObservationRow? before, ObservationRow now)
    {
        if (before is null || server.ToolsBasis < (long)ToolsBasis.Observed) return false;
        var fields = new List<string>(2);
        if (before.Instructions != now.Instructions) fields.Add("instructions");
        if (before.ServerVersion != now.ServerVersion) fields.Add("serverVersion");
        if (fields.Count > 0) scope.Record(server.Id, null, ChangeKind.Changed, null, null, fields);
        return fields.Count > 0;
    }

    private void Log(ObservationRow now, Observation attempt, InspectionRow? run, CheckRow check)
    {
        var row = new InspectionRow
        {
            ServerId = now.ServerId,
            Outcome = now.Outcome,
            Reason = now.Reason,
            How = StoredText.Encode(attempt.How),
            Endpoint = StoredText.Encode(attempt.Endpoint),
            FirstAt = scope.NowMs,
            LastAt = scope.NowMs,
            Times = 1,
        };
        if (run is not null && run.SameAs(row))
        {
            run.LastAt = scope.NowMs;
            run.Times++;
            _continued.Add(run);
            return;
        }
        check.InspectionId = null;
        _begun.Add(row);
    }

    private void Reschedule(CheckRow check, long serverId, Observation attempt, bool good, bool changed, long passId)
    {
        check.CheckedAt = scope.NowMs;
        check.DurationMs = (long?)attempt.Duration?.TotalMilliseconds;
        check.PassId = passId;
        if (attempt.Outcome == Outcome.Observed) check.LastGoodAt = scope.NowMs;
        TimeSpan wait;
        if (good)
        {
            check.Failures = 0;
            wait = schedule.AfterAnswer(TimeSpan.FromMilliseconds(check.IntervalMs), changed);
            check.IntervalMs = (long)wait.TotalMilliseconds;
        }
        else
        {
            check.Failures++;
            wait = schedule.AfterFailures(check.Failures);
        }
        check.DueAt = scope.NowMs + (long)RecheckSchedule.Spread(wait, serverId).TotalMilliseconds;
        _checks.Add(check);
    }

    private async Task FlushAsync()
    {
        if (_begun.Count > 0)
        {
            var id = await scope.TakeIdsAsync("inspection", _begun.Count);
            foreach (var row in _begun) row.Id = id++;
            var begun = _begun.ToDictionary(row => row.ServerId, row => row.Id);
            foreach (var check in _checks.Where(check => check.InspectionId is null)) check.InspectionId = begun[check.ServerId];
        }
        await scope.ExecuteEachAsync(
            """
            INSERT INTO inspections (id, server_id, outcome, reason, how, endpoint, first_at, last_at, times)
            VALUES (@Id, @ServerId, @Outcome, @Reason, @How, @Endpoint, @FirstAt, @LastAt, @Times)
            """, _begun);
        await scope.ExecuteEachAsync("UPDATE inspections SET last_at = @LastAt, times = @Times WHERE id = @Id", _continued);
        await scope.ExecuteEachAsync(
            """
            INSERT INTO observations (server_id, outcome, reason, how, endpoint, protocol_version, server_title, server_version, instructions, prompt_count, resource_count)
            VALUES (@ServerId, @Outcome, @Reason, @How, @Endpoint, @ProtocolVersion, @ServerTitle, @ServerVersion, @Instructions, @PromptCount, @ResourceCount)
            ON CONFLICT (server_id) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, how = excluded.how, endpoint = excluded.endpoint,
                protocol_version = excluded.protocol_version, server_title = excluded.server_title, server_version = excluded.server_version,
                instructions = excluded.instructions, prompt_count = excluded.prompt_count, resource_count = excluded.resource_count
            """, _observations);
        await scope.ExecuteInAsync("UPDATE servers SET tools_basis = @value WHERE id IN @ids", _observedNow, (long)ToolsBasis.Observed);
        await scope.ExecuteEachAsync(
            """
            UPDATE checks SET checked_at = @CheckedAt, last_good_at = @LastGoodAt, duration_ms = @DurationMs, due_at = @DueAt, interval_ms = @IntervalMs,
                failures = @Failures, pass_id = @PassId, inspection_id = @InspectionId, list_hash = @ListHash
            WHERE server_id = @ServerId
            """, _checks);
    }
}

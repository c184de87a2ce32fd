using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Dapper;

namespace Catalogue.Crawler.Storage.Reading;

/// <summary>Reads what counting the catalogue needs, and no more.</summary>
internal sealed class CountReader(CatalogueDatabase database)
{
    public Task<IReadOnlyList<ServerState>> StatesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ServerState>>(
            async (connection, transaction) =>
            [
                .. (await connection.QueryAsync<StateRow>(
                    """
                    SELECT s.id, s.name, s.revision, s.first_seen, s.withdrawn_at, o.outcome
                    FROM servers s LEFT JOIN observations o ON o.server_id = s.id WHERE s.merged_into IS NULL ORDER BY s.id
                    """, transaction: transaction)).Select(row => row.ToState()),
            ],
            cancellationToken);

    public Task<ILookup<long, ToolDefinition>> PresentToolsAsync(IEnumerable<long> serverIds, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async (connection, transaction) =>
            {
                var rows = await connection.QueryAsync<ToolReadRow>(
                    database.Dialect.WithLists(
                        """
                        SELECT t.server_id, t.name, d.title, d.description, d.input_schema, d.output_schema, d.annotations
                        FROM tools t JOIN definitions d ON d.hash = t.definition_hash WHERE t.removed_at IS NULL AND t.server_id IN @ids
                        """),
                    new { ids = database.Dialect.ListOf(serverIds.ToArray()) }, transaction);
                return rows.ToLookup(row => row.ServerId, row => row.ToDefinition());
            },
            cancellationToken);

    private sealed class StateRow
    {
        public long Id { get; set; }

        public string Name { get; set; } = "";

        public long Revision { get; set; }

        public long FirstSeen { get; set; }

        public long? WithdrawnAt { get; set; }

        public string? Outcome { get; set; }

        public ServerState ToState() => new(
            Id, StoredText.Decode(Name)!, Revision, DateTimeOffset.FromUnixTimeMilliseconds(FirstSeen),
            WithdrawnAt is not null ? Model.Outcome.Withdrawn : Outcome is null ? Model.Outcome.Pending : OutcomeNames.Parse(Outcome));
    }
}

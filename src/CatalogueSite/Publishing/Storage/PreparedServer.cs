namespace Catalogue.Site.Publishing.Storage;

/// <summary>One server ready to be written: all that costs work is done.</summary>
/// <param name="Server">The server.</param>
/// <param name="Document">Its lines as one gzip member.</param>
/// <param name="Pages">Its pages, packed.</param>
/// <param name="Attacks">The attack patterns that it and its tools are linked to.</param>
internal sealed record PreparedServer(
    AssessedServer Server, byte[] Document, IReadOnlyList<PreparedPage> Pages, AttackLinks Attacks);

/// <summary>One packed page.</summary>
/// <param name="Route">Its path.</param>
/// <param name="Hash">The hash of its content.</param>
/// <param name="Body">A <see cref="PageBody"/>.</param>
internal sealed record PreparedPage(string Route, byte[] Hash, byte[] Body);

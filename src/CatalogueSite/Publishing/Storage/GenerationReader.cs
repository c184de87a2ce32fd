using System.IO.Compression;
using Catalogue.Site.Publishing.Documents;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>Reads whole generations row by row.</summary>
internal static class GenerationReader
{
    private const int DocumentsPerRead = 64;

    /// <summary>Every server of a generation by slug. Holds no read transaction open between reads.</summary>
    public static IEnumerable<AssessedServer> ReadDocuments(SqliteConnection connection, long generation) =>
        ReadMembers(connection, generation).Select(Open);

    /// <summary>Every server's document as it is stored, one gzip member each, by slug.</summary>
    public static IEnumerable<byte[]> ReadMembers(SqliteConnection connection, long generation)
    {
        using var find = new Statement(
            connection, "SELECT slug, document FROM server WHERE slug>?1 AND born<=?2 AND died>?2 ORDER BY slug LIMIT ?3", 3);
        var after = "";
        while (true)
        {
            var some = new List<byte[]>(DocumentsPerRead);
            using (var rows = find.Rows(null, after, generation, DocumentsPerRead))
            {
                while (rows.Read())
                {
                    after = rows.GetString(0);
                    some.Add(rows.GetFieldValue<byte[]>(1));
                }
            }
            foreach (var member in some) yield return member;
            if (some.Count < DocumentsPerRead) yield break;
        }
    }

    /// <summary>The server of a stored document.</summary>
    public static AssessedServer Open(byte[] member)
    {
        using var gzip = new GZipStream(new MemoryStream(member), CompressionMode.Decompress);
        using var lines = new MemoryStream(member.Length * 5);
        gzip.CopyTo(lines);
        return ServerDocumentReader.Read(lines.GetBuffer().AsMemory(0, (int)lines.Length));
    }
}

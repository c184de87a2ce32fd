using System.Text.Json;
using System.Text.Json.Serialization;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Commands;

/// <summary>
/// How many tools of each category every server had when it was last counted under the same rules. A note that saves judging
/// servers again that have not changed; it may be lost or deleted at any time.
/// </summary>
internal sealed class CategoryTally
{
    private static readonly int Categories = Enum.GetValues<Category>().Length;
    private readonly Dictionary<long, long[]> _servers = [];
    private readonly string _path;
    private readonly string _ruleSet;

    private CategoryTally(string path, string ruleSet) => (_path, _ruleSet) = (path, ruleSet);

    /// <summary>Reads the note; an empty one when there is none, or when it was made under other rules.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ruleSet">The hash of the rules in force.</param>
    public static CategoryTally Load(string path, string ruleSet)
    {
        var tally = new CategoryTally(path, ruleSet);
        try
        {
            using var file = File.OpenRead(path);
            var note = JsonSerializer.Deserialize(file, CategoryTallyJson.Default.CategoryTallyNote);
            if (note?.RuleSet != ruleSet) return tally;
            foreach (var row in note.Servers.Where(row => row.Length == 3 + Categories)) tally._servers[row[0]] = row;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            // Everything is counted anew then.
        }
        return tally;
    }

    /// <summary>The counts of a server, in the order of <see cref="Category"/>, or nothing when it must be counted.</summary>
    public ReadOnlySpan<long> Find(ServerState server) =>
        _servers.TryGetValue(server.Id, out var row) && row[1] == server.Revision && row[2] == server.FirstSeen.ToUnixTimeMilliseconds() ? row.AsSpan(3) : default;

    /// <summary>Notes the counts of a server.</summary>
    public void Add(ServerState server, ReadOnlySpan<int> counts)
    {
        var row = new long[3 + Categories];
        (row[0], row[1], row[2]) = (server.Id, server.Revision, server.FirstSeen.ToUnixTimeMilliseconds());
        for (var i = 0; i < Categories; i++) row[3 + i] = counts[i];
        _servers[server.Id] = row;
    }

    /// <summary>Writes the note, of the servers that are still there; a failure costs time at the next count and nothing else.</summary>
    public void Save(IEnumerable<ServerState> servers)
    {
        try
        {
            var rows = servers.Select(server => _servers.GetValueOrDefault(server.Id)).OfType<long[]>().ToArray();
            var beside = $"{_path}.{Environment.ProcessId}.new";
            using (var file = File.Create(beside)) JsonSerializer.Serialize(file, new CategoryTallyNote(_ruleSet, rows), CategoryTallyJson.Default.CategoryTallyNote);
            File.Move(beside, _path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // See above.
        }
    }
}

/// <summary>The file of a <see cref="CategoryTally"/>: each row is id, revision, first seen, and a count for each category.</summary>
internal sealed record CategoryTallyNote(string RuleSet, long[][] Servers);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CategoryTallyNote))]
internal sealed partial class CategoryTallyJson : JsonSerializerContext;

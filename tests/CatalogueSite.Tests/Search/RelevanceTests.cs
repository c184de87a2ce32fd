using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Search.Fts5;
using Catalogue.Site.Search.Text;
using Catalogue.Site.Tests.Support;
using Catalogue.TestSupport;
using Xunit.Abstractions;

namespace Catalogue.Site.Tests.Search;

/// <summary>How well search finds, against plain FTS5 with bm25 weights, over judged queries.</summary>
public sealed class RelevanceTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("search-relevance-").FullName;

    [Fact]
    public async Task Judged_queries_over_the_fixture_find_their_answers_first()
    {
        var servers = ReadLines("fixture-tools.tsv").GroupBy(line => line[0]).Select(group => Assessed.Server(group.Key, [.. group.Select(line => Assessed.Tool(line[1], line[2]))])).ToList();
        var queries = ReadLines("judged-fixture.tsv").Where(line => line.Length > 2 && line[2].Length > 0)
            .Select(line => (Line: line, Answers: line[2].Split(' ').ToHashSet(StringComparer.Ordinal)))
            .Select(judged => new JudgedQuery(judged.Line[0], judged.Line[1], hit => judged.Answers.Contains($"{hit.ServerName}/{hit.Tool}"), judged.Answers.Count))
            .ToList();
        var (ours, plain) = await MeasureAsync(servers, queries);
        ours.Success3.ShouldBeGreaterThanOrEqualTo(0.97);
        ours.Mrr10.ShouldBeGreaterThanOrEqualTo(0.93);
        (ours.Mrr10 - plain.Mrr10).ShouldBeGreaterThan(0.2, "plain FTS5 must be left far behind");
    }

    [CorpusFact]
    public async Task Judged_queries_over_the_corpus_find_their_answers_among_the_first()
    {
        var servers = ReadCorpus();
        var queries = ReadLines("judged-corpus.tsv").Select(line => Judge(line, servers)).Concat(CorpusQueries.From(servers, 150)).ToList();
        var fresh = ReadLines("judged-fresh.tsv").Select(line => Judge(line, servers)).ToList();
        fresh.ShouldAllBe(query => query.Answers > 0, "a query without an answer measures nothing");
        var (ours, plain) = await MeasureAsync(servers, queries, fresh);
        SearchMeasure.Of(_index!, fresh).Success3.ShouldBeGreaterThanOrEqualTo(0.95);
        SearchMeasure.Of(_index!, fresh).Mrr10.ShouldBeGreaterThanOrEqualTo(0.88);
        ours.Success3.ShouldBeGreaterThanOrEqualTo(0.95);
        ours.Mrr10.ShouldBeGreaterThanOrEqualTo(0.88);
        foreach (var kind in queries.GroupBy(query => query.Kind).Where(kind => kind.Count() >= 10))
            SearchMeasure.Of(_index!, kind.ToList()).Success3.ShouldBeGreaterThanOrEqualTo(0.9, kind.Key);
        (ours.Mrr10 - plain.Mrr10).ShouldBeGreaterThan(0.1, "plain FTS5 must be left far behind");
    }

    private ISearchIndex? _index;

    public void Dispose()
    {
        _index?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(SearchMeasure Ours, SearchMeasure Plain)> MeasureAsync(List<AssessedServer> servers, List<JudgedQuery> queries, List<JudgedQuery>? fresh = null)
    {
        _index = (await BuildAsync(SearchEngine.CreateWriter(), servers)).Open();
        var (path, open) = await BuildAsync(new Fts5SearchIndexWriter(), servers);
        using var fts5 = open();
        using var plain = new Fts5SearchIndex(path, plain: true);
        foreach (var set in new[] { queries, fresh ?? [] }.Where(set => set.Count > 0))
        {
            output.WriteLine(SearchMeasure.Table([(SearchEngine.Default, _index), ("fts5", fts5), ("plain FTS5 bm25", plain)], set));
            output.WriteLine("Not among the first three:\n" + SearchMeasure.Misses(_index, set));
        }
        return (SearchMeasure.Of(_index, queries), SearchMeasure.Of(plain, queries));
    }

    private async Task<(string Path, Func<ISearchIndex> Open)> BuildAsync(ISearchIndexWriter writer, List<AssessedServer> servers)
    {
        var path = Path.Combine(_folder, writer.Engine);
        await writer.BuildAsync(path, servers.ToAsyncEnumerable(), default);
        return (path, () => writer.Open(path));
    }

    private static IEnumerable<string[]> ReadLines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Search", file)).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'));

    // kind, query, conditions joined by ';' (see judged-corpus.tsv)
    private static JudgedQuery Judge(string[] line, List<AssessedServer> servers)
    {
        var conditions = line[2].Split(';').Select(condition => condition.Split('=', 2)).ToList();
        bool Holds(string server, string tool, string? text, Category category) => conditions.TrueForAll(condition => condition[0] switch
        {
            "tool" => Regex.IsMatch(Spaced(tool), condition[1]),
            "server" => Regex.IsMatch(server.ToLowerInvariant(), condition[1]),
            "text" => Regex.IsMatch($"{Spaced(tool)} {text}".ToLowerInvariant(), condition[1]),
            "category" => condition[1].Split('|').Contains(category.ToString()),
            _ => throw new InvalidDataException($"'{condition[0]}' is no condition."),
        });
        var answers = servers.Sum(server => server.PresentTools.Count(tool => Holds(server.Record.Name, tool.Record.Name, tool.Record.Definition.Description, tool.Verdict.Category)));
        return new JudgedQuery(line[0], line[1], hit => Holds(hit.ServerName, hit.Tool, hit.Summary, hit.Category), answers);
    }

    private static string Spaced(string name) => string.Join(' ', NameWords.OfName(name));

    private static List<AssessedServer> ReadCorpus()
    {
        var tools = new Dictionary<string, Dictionary<string, ToolRecord>>(StringComparer.Ordinal);
        var titles = new Dictionary<string, string?>(StringComparer.Ordinal);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Corpus.File("tools.jsonl.gz")!), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            var server = row.GetProperty("server").GetString()!;
            titles[server] = Text(row, "server_title");
            if (!tools.TryGetValue(server, out var list)) tools.Add(server, list = new(StringComparer.Ordinal));
            var name = row.GetProperty("tool").GetString()!;
            var slug = string.Join('-', Regex.Matches(name.ToLowerInvariant(), "[a-z0-9]+").Select(match => match.Value));
            list[name] = Assessed.Tool(name, Text(row, "description"), Json(row, "input_schema"), Json(row, "annotations"), slug.Length > 0 ? slug : "tool");
        }
        return [.. tools.Select(pair => Assessed.Server(pair.Key, [.. pair.Value.Values]) is var server ? server with { Record = server.Record with { Title = titles[pair.Key] } } : null!)];
    }

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Json(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.GetRawText() : null;
}

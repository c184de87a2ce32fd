using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Tests.Search;

/// <summary>Queries made from tools drawn at random (the same each time): whoever types them looks for that tool, or one of the same name.</summary>
internal static class CorpusQueries
{
    public static IEnumerable<JudgedQuery> From(List<AssessedServer> servers, int samples)
    {
        var random = new Random(20261122);
        var tools = servers.SelectMany(server => server.PresentTools.Select(tool => (Server: server, Tool: tool))).Where(pair => pair.Tool.Record.Name.Length is >= 4 and <= 60).ToArray();
        var byKey = tools.ToLookup(pair => NameWords.Key(pair.Tool.Record.Name), StringComparer.Ordinal);
        for (var n = 0; n < samples; n++)
        {
            var (server, tool) = tools[random.Next(tools.Length)];
            foreach (var query in Of(server, tool, byKey, random)) yield return query;
        }
    }

    private static IEnumerable<JudgedQuery> Of(AssessedServer server, AssessedTool tool, ILookup<string, (AssessedServer Server, AssessedTool Tool)> byKey, Random random)
    {
        var key = NameWords.Key(tool.Record.Name);
        var words = NameWords.OfName(tool.Record.Name);
        bool Same(SearchHit hit) => NameWords.Key(hit.Tool) == key;
        var same = byKey[key].Count();
        yield return new JudgedQuery("r-name", tool.Record.Name, Same, same);
        if (words.Count > 1) yield return new JudgedQuery("r-words", string.Join(' ', words), Same, same);
        var brand = NameWords.OfName(server.Record.Title ?? server.Record.Name.Split('/')[^1]).Where(word => word is not ("mcp" or "server" or "the" or "tools")).ToList();
        if (brand.Count > 0)
        {
            yield return new JudgedQuery("r-server", string.Join(' ', brand.Concat(words)), hit => Same(hit) && (hit.ServerSlug == server.Record.Slug || brand.TrueForAll(word => NameWords.OfName(hit.ServerName).Contains(word))));
            yield return new JudgedQuery("r-filter", $"server:{server.Record.Slug} {string.Join(' ', words)}", hit => hit.ServerSlug == server.Record.Slug && Same(hit));
        }
        var longest = words.Where(word => word.Length >= 4 && word.All(char.IsAsciiLetterLower)).MaxBy(word => word.Length);
        if (longest is not null) yield return new JudgedQuery("r-typo", string.Join(' ', words.Select(word => word == longest ? Mistype(word, random) : word)), Same, same);
        if (words.Count > 1 && words[^1].Length > 3)
        {
            var typed = string.Join(' ', words)[..^(words[^1].Length / 2)];
            yield return new JudgedQuery("r-prefix", typed, hit => NameWords.Key(hit.Tool).StartsWith(typed.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        }
    }

    private static string Mistype(string word, Random random)
    {
        var letters = word.ToList();
        var at = random.Next(1, letters.Count - 1);
        switch (random.Next(4))
        {
            case 0:
                letters.RemoveAt(at);
                break;
            case 1:
                letters.Insert(at, (char)('a' + random.Next(26)));
                break;
            case 2:
                letters[at] = (char)('a' + random.Next(26));
                break;
            default:
                (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
                break;
        }
        return string.Concat(letters);
    }
}

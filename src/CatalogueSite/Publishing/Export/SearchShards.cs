using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Words;

namespace Catalogue.Site.Publishing.Export;

/// <summary>
/// The search index of a static export: words by their first two letters (three where those are many), a file each, and tools
/// in files of eight. A query loads the shards of its words and the tools of the page it shows: a few dozen kilobytes.
/// </summary>
internal sealed class SearchShards
{
    /// <summary>Where the files lie, with a slash at the end.</summary>
    public const string Folder = "search/index/";

    private const int ToolsPerFile = 8;
    private const int MaxPostings = 3000;
    private const int DeepBytes = 12 * 1024;
    private const int MaxWord = 24;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "is", "are", "be", "by", "with", "from", "this", "that", "it", "as", "at", "its", "into", "if",
    };

    private readonly Dictionary<string, List<(int Tool, int Weight)>> _words = new(StringComparer.Ordinal);
    private readonly List<object[]> _waiting = [];
    private readonly ExportFolder _folder;
    private int _tools;

    /// <summary>Begins an index in a folder.</summary>
    public SearchShards(ExportFolder folder) => _folder = folder;

    /// <summary>Takes a tool.</summary>
    public void Add(ToolSummary tool)
    {
        var best = new Dictionary<string, int>(StringComparer.Ordinal);
        var name = Words(tool.Name);
        // A word that is most of the name says more than one of many.
        Count(best, name, name.Count <= 2 ? 7 : name.Count <= 4 ? 6 : 5);
        Count(best, Words(tool.Title ?? ""), 4);
        Count(best, Words(tool.ServerName), 3);
        Count(best, Words(tool.Summary ?? ""), 2);
        Count(best, [tool.Category.ToString().ToLowerInvariant(), tool.Risk.ToString().ToLowerInvariant()], 1);
        foreach (var (word, weight) in best)
        {
            if (!_words.TryGetValue(word, out var list)) _words[word] = list = [];
            list.Add((_tools, weight));
        }
        _waiting.Add([tool.Name, tool.ServerSlug, tool.Slug, tool.ServerName, tool.Summary ?? "", (int)tool.Category, (int)tool.Risk, tool.Contested ? 1 : 0]);
        _tools++;
        if (_waiting.Count == ToolsPerFile) WriteTools();
    }

    /// <summary>Writes the words; the index is whole then.</summary>
    public void Finish()
    {
        if (_waiting.Count > 0) WriteTools();
        var deep = new List<string>();
        var written = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var shard in _words.Keys.GroupBy(word => Key(word, 2), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var lines = shard.Order(StringComparer.Ordinal).ToDictionary(word => word, Line, StringComparer.Ordinal);
            if (lines.Values.Sum(line => line.Length) <= DeepBytes)
            {
                WriteWords(shard.Key, lines.Values, written);
                continue;
            }
            deep.Add(shard.Key);
            foreach (var part in lines.GroupBy(pair => Key(pair.Key, 3), pair => pair.Value, StringComparer.Ordinal)) WriteWords(part.Key, part, written);
        }
        var manifest = new Dictionary<string, object>
        {
            ["tools"] = _tools,
            ["perFile"] = ToolsPerFile,
            ["deep"] = deep,
            // So that a word that nobody has costs no request.
            ["shards"] = string.Join(' ', written),
            ["categories"] = Enum.GetValues<Category>().Select(category => new[] { category.ToString(), CategoryWords.Of(category).Style }),
            ["risks"] = Enum.GetNames<RiskLevel>(),
        };
        _folder.Write(Folder + "manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest, Json));
    }

    /// <summary>
    /// The words of a text as the script splits a query: lower-case runs of letters and digits, camelCase apart, at most 24 long.
    /// </summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < Math.Min(text.Length, 2000); i++)
        {
            var c = text[i];
            var isPart = char.IsLetterOrDigit(c);
            if (word.Length > 0 && (!isPart || (char.IsUpper(c) && !char.IsUpper(text[i - 1])))) End();
            if (isPart && word.Length < MaxWord) word.Append(char.ToLowerInvariant(c));
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0 && !Empty.Contains(word.ToString())) words.Add(word.ToString());
            word.Clear();
        }
    }

    // A shard's name: ASCII letters and digits of the beginning; of other scripts the first character's number.
    private static string Key(string word, int length)
    {
        if (!char.IsAsciiLetterOrDigit(word[0])) return string.Create(CultureInfo.InvariantCulture, $"u{(int)word[0]:x4}");
        var key = word.Length < length ? word : word[..length];
        return key.All(char.IsAsciiLetterOrDigit) ? key : string.Concat(key.TakeWhile(char.IsAsciiLetterOrDigit));
    }

    private static void Count(Dictionary<string, int> best, IEnumerable<string> words, int weight)
    {
        foreach (var word in words)
        {
            if (!best.TryGetValue(word, out var before) || before < weight) best[word] = weight;
        }
    }

    // word, space, then for each tool (distance to the one before, weight) as one number in base 32, split into 5-bit digits.
    private string Line(string word)
    {
        var postings = _words[word];
        var kept = postings.Count <= MaxPostings
            ? postings
            : [.. postings.OrderByDescending(posting => posting.Weight).Take(MaxPostings).OrderBy(posting => posting.Tool)];
        var line = new StringBuilder(word).Append(' ');
        line.Append(CultureInfo.InvariantCulture, $"{postings.Count} ");
        var last = -1;
        foreach (var (tool, weight) in kept)
        {
            Append(line, (((uint)(tool - last)) << 3) | (uint)weight);
            last = tool;
        }
        return line.ToString();
    }

    private static void Append(StringBuilder line, uint value)
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        do
        {
            var digit = value & 31;
            value >>= 5;
            line.Append(Digits[(int)(value > 0 ? digit | 32 : digit)]);
        }
        while (value > 0);
    }

    private void WriteWords(string key, IEnumerable<string> lines, SortedSet<string> written)
    {
        written.Add(key);
        _folder.Write($"{Folder}w-{key}.txt", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    private void WriteTools()
    {
        _folder.Write(string.Create(CultureInfo.InvariantCulture, $"{Folder}t-{(_tools - 1) / ToolsPerFile}.json"), JsonSerializer.SerializeToUtf8Bytes(_waiting, Json));
        _waiting.Clear();
    }
}

using System.Reflection;
using System.Text;
using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Judging;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>All rules that are in force together, loaded and checked once.</summary>
public sealed class RuleSet
{
    /// <summary>Raised whenever code, and not a rule file, changes a verdict (a golden test watches).</summary>
    public const int EngineVersion = 8;

    /// <summary>Folders below the rules that are read by others: no rule files, but part of the hash.</summary>
    private const string LexiconFolder = "lexicon/";

    private const string ResourcePrefix = "rules/";
    private static readonly Lazy<RuleSet> Embedded = new(() => new RuleSet(ReadEmbedded()));
    private readonly Lazy<IReadOnlyList<RuleInfo>> _infos;

    private RuleSet(IReadOnlyList<(string Path, string Text)> files)
    {
        Files = files;
        Hash = HashOf(files);
        var rules = new List<RuleDefinition>();
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var aliases = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var lexicon = new List<(string, string)>();
        foreach (var (path, text) in files)
        {
            if (path.StartsWith(LexiconFolder, StringComparison.Ordinal))
            {
                lexicon.Add((path, text));
                continue;
            }
            var file = RuleFile.Parse(path, text);
            rules.AddRange(file.Rules);
            foreach (var (name, words) in file.Lists) lists[name] = words;
            foreach (var (name, words) in file.Aliases) aliases[name] = [.. aliases.GetValueOrDefault(name, []), .. words];
        }
        RefuseRepeatedIds(rules);
        Definitions = rules;
        Compiled = RuleCompiler.Compile(rules, lists, aliases);
        Findings = FindingEngine.Create(lexicon);
        _infos = new Lazy<IReadOnlyList<RuleInfo>>(() => [.. rules.Select(rule => rule.ToInfo()).Append(DefaultRule.Info).Concat(Findings.Rules).OrderBy(rule => rule.Id, StringComparer.Ordinal)]);
    }

    /// <summary><c>sha256:…</c> over rule files, word lists and the engine version.</summary>
    public string Hash { get; }

    /// <summary>Every rule and check in force, by id (ordinal): the material of the rule pages.</summary>
    public IReadOnlyList<RuleInfo> Rules => _infos.Value;

    /// <summary>The files in force, by path (ordinal).</summary>
    internal IReadOnlyList<(string Path, string Text)> Files { get; }

    internal IReadOnlyList<RuleDefinition> Definitions { get; }

    internal CompiledRules Compiled { get; }

    internal FindingEngine Findings { get; }

    /// <summary>The rules that were built in from <c>data/rules</c>.</summary>
    /// <exception cref="RuleException">A built-in rule is broken.</exception>
    public static RuleSet LoadEmbedded() => Embedded.Value;

    /// <summary>
    /// The built-in rules with those of <paramref name="files"/> added or put in place (by file name). The examples of
    /// the rules in those files are run.
    /// </summary>
    /// <param name="files">Relative path and text of each rule file.</param>
    /// <exception cref="RuleException">A rule is broken: says file, line and what is allowed.</exception>
    public static RuleSet Load(IEnumerable<(string Path, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var all = ReadEmbedded().ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, text) in files)
        {
            var name = path.Replace('\\', '/').TrimStart('/');
            all[name] = text;
            added.Add(name);
        }
        if (added.Count == 0) return LoadEmbedded();
        var set = new RuleSet([.. all.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
        RuleExamples.Check(set, set.Definitions.Where(rule => added.Contains(rule.File)));
        return set;
    }

    private static List<(string Path, string Text)> ReadEmbedded()
    {
        var files = new List<(string, string)>();
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames();
        Array.Sort(names, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!name.StartsWith(ResourcePrefix, StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            files.Add((name[ResourcePrefix.Length..].Replace('\\', '/'), reader.ReadToEnd()));
        }
        return files;
    }

    private static void RefuseRepeatedIds(List<RuleDefinition> rules)
    {
        var seen = new Dictionary<string, RuleDefinition>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (rule.Id == DefaultRule.Id) throw new RuleException(rule.File, rule.Line, $"the id '{rule.Id}' is the engine's own");
            if (!seen.TryAdd(rule.Id, rule)) throw new RuleException(rule.File, rule.Line, $"the id '{rule.Id}' stands already in {seen[rule.Id].File}:{seen[rule.Id].Line}; ids are unique");
        }
    }

    private static string HashOf(IReadOnlyList<(string Path, string Text)> files)
    {
        var text = new StringBuilder().Append("engine ").Append(EngineVersion).Append('\n');
        foreach (var (path, content) in files)
        {
            text.Append(path).Append('\n').Append(DefinitionHash.Of(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\n")))).Append('\n');
        }
        return DefinitionHash.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

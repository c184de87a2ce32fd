namespace Catalogue.Classifier.Rules;

/// <summary>All rules that are in force together, loaded and checked once.</summary>
public sealed class RuleSet
{
    private RuleSet(string hash) => Hash = hash;

    /// <summary><c>sha256:…</c> over rule files, word lists and the engine version.</summary>
    public string Hash { get; }

    /// <summary>Every rule and check in force, by id (ordinal): the material of the rule pages.</summary>
    public IReadOnlyList<RuleInfo> Rules { get; } = [];

    /// <summary>The rules that were built in from <c>data/rules</c>.</summary>
    /// <exception cref="RuleException">A built-in rule is broken.</exception>
    public static RuleSet LoadEmbedded() => new("sha256:");

    /// <summary>The built-in rules with those of <paramref name="files"/> added or put in place (by file name).</summary>
    /// <param name="files">Relative path and text of each rule file.</param>
    /// <exception cref="RuleException">A rule is broken: says file, line and what is allowed.</exception>
    public static RuleSet Load(IEnumerable<(string Path, string Text)> files) => LoadEmbedded();
}

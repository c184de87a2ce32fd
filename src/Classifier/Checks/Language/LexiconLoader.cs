using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks.Language;

/// <summary>
/// Reads the lexicon files, one a language: a mapping from concept to a list of terms. A term is a word, a stem (<c>instruc*</c>)
/// or several words; scripts that set no spaces are matched anywhere. Strict: what is not understood is an error with its line.
/// </summary>
internal static class LexiconLoader
{
    /// <summary>The folder of the lexicon inside the rules.</summary>
    public const string Folder = "lexicon/";

    private const int MostConcepts = 128;

    /// <summary>Builds the lexicon from the text of its files, in the order of their names.</summary>
    /// <exception cref="RuleException">A file is broken.</exception>
    public static Lexicon Load(IEnumerable<(string Path, string Text)> files)
    {
        var bits = new Dictionary<string, int>(StringComparer.Ordinal);
        var terms = new List<LexiconTerm>();
        var unspaced = new List<UnspacedTerm>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, text) in files) texts[path] = text;
        var paths = new List<string>(texts.Keys);
        paths.Sort(static (a, b) => Defines(a) != Defines(b) ? (Defines(a) ? -1 : 1) : string.CompareOrdinal(a, b));
        foreach (var path in paths) Read(path, texts[path], bits, terms, unspaced);
        var concepts = new string[bits.Count];
        foreach (var name in bits.Keys) concepts[bits[name]] = name;
        return new Lexicon(concepts, terms, unspaced);
    }

    /// <summary>The files that may name new concepts; the other languages translate them.</summary>
    private static bool Defines(string path) =>
        path.EndsWith("en.yaml", StringComparison.Ordinal) || path.EndsWith("disguised.yaml", StringComparison.Ordinal) || path.EndsWith("shapes.yaml", StringComparison.Ordinal);

    private static void Read(string path, string text, Dictionary<string, int> bits, List<LexiconTerm> terms, List<UnspacedTerm> unspaced)
    {
        var root = YamlReader.Read(path, text);
        if (root.Keys is null) throw new RuleException(path, root.Line, "a file of the lexicon is a mapping from concept to a list of terms");
        for (var i = 0; i < root.Keys.Count; i++)
        {
            var concept = root.Keys[i];
            if (concept.Text is null) throw new RuleException(path, concept.Line, "a concept must be text");
            if (!bits.TryGetValue(concept.Text, out var bit))
            {
                if (!Defines(path)) throw new RuleException(path, concept.Line, $"en.yaml has no concept '{concept.Text}'");
                bits[concept.Text] = bit = bits.Count;
            }
            if (bits.Count > MostConcepts) throw new RuleException(path, concept.Line, $"more than {MostConcepts} concepts");
            var meaning = concept.Text == "void" ? ConceptSet.None : ConceptSet.Of(bit);
            if (!root.Items[i].IsList) throw new RuleException(path, concept.Line, $"'{concept.Text}' must be a list of terms");
            foreach (var term in root.Items[i].Items)
            {
                if (term.Text is null) throw new RuleException(path, term.Line, $"a term of '{concept.Text}' must be text");
                Add(term.Text, meaning, path, term.Line, terms, unspaced);
            }
        }
    }

    private static void Add(
        string term, ConceptSet concept, string path, int line, List<LexiconTerm> terms, List<UnspacedTerm> unspaced)
    {
        var folded = TextFolder.FoldTerm(term);
        if (folded.Length > 0 && CharKinds.Of(folded[0]) == CharKind.Unspaced)
        {
            unspaced.Add(new UnspacedTerm(folded, concept));
            return;
        }
        var words = new List<string>();
        var stems = new List<bool>();
        var prefix = folded.Length > 0 && folded[0] is '.' or '~' or '@' ? folded[0] : '\0';
        for (var at = 0; at < folded.Length;)
        {
            if (!CharKinds.IsWord(folded[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < folded.Length && (CharKinds.IsWord(folded[at]) || folded[at] == '\'')) at++;
            words.Add(folded[start..at].Replace("'", "", StringComparison.Ordinal));
            stems.Add(at < folded.Length && folded[at] == '*');
        }
        if (words.Count == 0) throw new RuleException(path, line, $"'{term}' has no word in it");
        if (stems[0] && words[0].Length < 3) throw new RuleException(path, line, $"the stem '{term}' needs at least 3 letters");
        terms.Add(new LexiconTerm([.. words], [.. stems], prefix, concept));
    }
}

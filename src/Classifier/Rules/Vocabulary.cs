using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>Gathers every spelling the rules and lists use, gives each meaning an id, and derives the word forms.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, Word> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _phraseIds = new(StringComparer.Ordinal);
    private readonly List<WordPhrase> _phrases = [];
    private readonly List<string> _names = [""];
    private readonly HashSet<string> _verbs = new(StringComparer.Ordinal);

    /// <summary>How many ids there are.</summary>
    public int Count => _names.Count;

    /// <summary>Adds words that are nouns even where they look like a form of a verb (building, settings).</summary>
    public void AddNouns(IEnumerable<string> nouns)
    {
        foreach (var noun in nouns) AddNoun(noun);
    }

    /// <summary>Adds a verb and its forms; of several words (<c>set up</c>) the first is inflected, and written together it is one word too.</summary>
    public void AddVerb(string verb)
    {
        if (!_verbs.Add(verb)) return;
        var parts = Split(verb);
        if (parts.Length > 1)
        {
            AddVerbForms(parts[0], WordClasses.None);
            foreach (var part in parts[1..]) AddNoun(part);
            var id = Id(verb);
            _words.TryAdd(string.Concat(parts), new Word(id, WordForms.Base, WordClasses.Verb));
            return;
        }
        AddVerbForms(verb, WordClasses.Verb);
    }

    /// <summary>Gives words a class; a word that is not known yet is added.</summary>
    public void Classify(IEnumerable<string> words, WordClasses classes)
    {
        var listed = words.ToList();
        foreach (var part in listed.SelectMany(Split)) AddNoun(part);
        var spellings = _words.ToLookup(pair => pair.Value.Lemma, pair => pair.Key);
        foreach (var spelling in listed)
        {
            if (Split(spelling).Length != 1) continue;
            var lemma = _words[spelling].Lemma;
            // A class belongs to the word, so its other forms carry it too; a verb's forms do not become prepositions.
            var forms = classes is WordClasses.NounFirst or WordClasses.VerbFirst or WordClasses.Property or WordClasses.Part or WordClasses.Subject or WordClasses.LeadIn;
            foreach (var other in forms ? spellings[lemma] : [spelling]) _words[other] = _words[other] with { Classes = _words[other].Classes | classes };
        }
    }

    /// <summary>Lets a spelling (of another language) stand for a word that is known.</summary>
    public void AddAlias(string spelling, string target)
    {
        AddNoun(target);
        var word = _words[target];
        foreach (var form in new[] { spelling, Tokenizer.WithoutMarks(spelling) }) _words.TryAdd(form, word with { Forms = word.Forms & ~WordForms.Plural | WordForms.Base | WordForms.Third, Classes = word.Classes & WordClasses.Verb | WordClasses.Foreign });
    }

    /// <summary>The id of a word or phrase, which is added where it is new.</summary>
    public int Id(string text)
    {
        var parts = Split(text);
        if (parts.Length == 1 && !text.Contains('|', StringComparison.Ordinal))
        {
            AddNoun(parts[0]);
            return _words[parts[0]].Lemma;
        }
        if (_phraseIds.TryGetValue(text, out var known)) return known;
        var slots = new List<int[]>();
        var gaps = new List<int>();
        var gap = 0;
        foreach (var part in parts)
        {
            if (part == "...")
            {
                gap = 4;
                continue;
            }
            slots.Add([.. part.Split('|').Select(Id).Distinct()]);
            gaps.Add(gap);
            gap = 0;
        }
        _names.Add(text);
        _phrases.Add(new WordPhrase(_names.Count - 1, [.. slots], [.. gaps]));
        return _phraseIds[text] = _names.Count - 1;
    }

    /// <summary>The finished table.</summary>
    public WordTable Build() => new(_words, _names, _phrases);

    /// <summary>The words of an entry: by spaces and hyphens, as the tokenizer cuts them.</summary>
    public static string[] Split(string text) => text.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void AddVerbForms(string verb, WordClasses classes)
    {
        var lemma = Lemma(verb, WordForms.Base, classes);
        foreach (var (spelling, form) in Inflection.OfVerb(verb))
        {
            if (!_words.TryGetValue(spelling, out var word)) _words[spelling] = new Word(lemma, form | (form == WordForms.Third ? WordForms.Plural : 0), classes);
            else if (word.Lemma == lemma) _words[spelling] = word with { Forms = word.Forms | form, Classes = word.Classes | classes };
        }
    }

    private int Lemma(string spelling, WordForms form, WordClasses classes)
    {
        if (_words.TryGetValue(spelling, out var word) && _names[word.Lemma] == spelling)
        {
            _words[spelling] = word with { Forms = word.Forms | form, Classes = word.Classes | classes };
            return word.Lemma;
        }
        _names.Add(spelling);
        _words[spelling] = new Word(_names.Count - 1, form, classes);
        return _names.Count - 1;
    }

    private void AddNoun(string noun)
    {
        if (_words.ContainsKey(noun)) return;
        _names.Add(noun);
        var lemma = _names.Count - 1;
        _words[noun] = new Word(lemma, WordForms.Base, WordClasses.None);
        if (noun.Length > 2 && char.IsAsciiLetter(noun[0])) _words.TryAdd(Inflection.Plural(noun), new Word(lemma, WordForms.Plural, WordClasses.None));
    }
}

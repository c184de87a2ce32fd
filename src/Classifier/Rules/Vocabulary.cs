using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>Gathers every spelling the rules and lists use, gives each meaning an id, and derives the word forms.</summary>
internal sealed class Vocabulary
{
    /// <summary>Other words that may stand where a phrase has an ellipsis.</summary>
    public const int PhraseGap = 4;

    private readonly Dictionary<string, int> _index = new(8192, StringComparer.Ordinal);
    private readonly List<string> _spellings = new(8192);
    private readonly RowList<Word> _words = new(8192);

    /// <summary>The spelling before this one that has the same lemma, or −1; the last one of each lemma.</summary>
    private readonly RowList<int> _before = new(8192);
    private readonly RowList<int> _lastOf = new(4096);
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
            Put(string.Concat(parts), new Word(id, WordForms.Base, WordClasses.Verb));
            return;
        }
        AddVerbForms(verb, WordClasses.Verb);
    }

    /// <summary>Gives words a class; a word that is not known yet is added.</summary>
    public void Classify(IEnumerable<string> words, WordClasses classes)
    {
        var listed = words.ToList();
        foreach (var spelling in listed)
        {
            foreach (var part in Split(spelling)) AddNoun(part);
        }
        foreach (var spelling in listed)
        {
            if (Split(spelling).Length != 1) continue;
            var word = _index[spelling];
            // A class belongs to the word, so its other forms carry it too; a verb's forms do not become prepositions.
            var forms = classes is WordClasses.NounFirst or WordClasses.VerbFirst or WordClasses.Property or WordClasses.Part or WordClasses.Subject or WordClasses.LeadIn;
            for (var other = forms ? _lastOf[_words[word].Lemma] : word; other >= 0; other = forms ? _before[other] : -1) Mark(other, WordForms.None, classes);
        }
    }

    /// <summary>Lets a spelling (of another language) stand for a word that is known.</summary>
    public void AddAlias(string spelling, string target)
    {
        AddNoun(target);
        var word = _words[_index[target]];
        foreach (var form in new[] { spelling, WordFolder.WithoutMarks(spelling) }) Put(form, new Word(word.Lemma, word.Forms & ~WordForms.Plural | WordForms.Base | WordForms.Third, word.Classes & WordClasses.Verb | WordClasses.Foreign));
    }

    /// <summary>The id of a word or phrase, which is added where it is new.</summary>
    public int Id(string text)
    {
        var parts = Split(text);
        if (parts.Length == 1 && !text.Contains('|', StringComparison.Ordinal))
        {
            AddNoun(parts[0]);
            return _words[_index[parts[0]]].Lemma;
        }
        if (_phraseIds.TryGetValue(text, out var known)) return known;
        var slots = new List<int[]>();
        var gaps = new List<int>();
        var gap = 0;
        foreach (var part in parts)
        {
            if (part == "...")
            {
                gap = PhraseGap;
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
    /// <param name="traits">What the rules want to know of each word and phrase, by id.</param>
    public WordTable Build(WordTraits[] traits) => new(_spellings, _words.Rows, _names, traits, _phrases);

    /// <summary>The words of an entry: by spaces and hyphens, as the tokenizer cuts them.</summary>
    public static string[] Split(string text) => text.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void AddVerbForms(string verb, WordClasses classes)
    {
        var lemma = Lemma(verb, WordForms.Base, classes);
        foreach (var (spelling, form) in Inflection.OfVerb(verb))
        {
            if (!_index.TryGetValue(spelling, out var word)) Put(spelling, new Word(lemma, form | (form == WordForms.Third ? WordForms.Plural : 0), classes));
            else if (_words[word].Lemma == lemma) Mark(word, form, classes);
        }
    }

    private int Lemma(string spelling, WordForms form, WordClasses classes)
    {
        var known = _index.TryGetValue(spelling, out var word);
        if (known && _names[_words[word].Lemma] == spelling)
        {
            Mark(word, form, classes);
            return _words[word].Lemma;
        }
        _names.Add(spelling);
        var lemma = _names.Count - 1;
        if (known) Move(word, new Word(lemma, form, classes));
        else Put(spelling, new Word(lemma, form, classes));
        return lemma;
    }

    private void AddNoun(string noun)
    {
        if (_index.ContainsKey(noun)) return;
        _names.Add(noun);
        var lemma = _names.Count - 1;
        Put(noun, new Word(lemma, WordForms.Base, WordClasses.None));
        if (noun.Length > 2 && char.IsAsciiLetter(noun[0])) Put(Inflection.Plural(noun), new Word(lemma, WordForms.Plural, WordClasses.None));
    }

    /// <summary>Adds a spelling where it is new.</summary>
    private void Put(string spelling, in Word word)
    {
        if (!_index.TryAdd(spelling, _words.Count)) return;
        _spellings.Add(spelling);
        _words.Add(word);
        Link(_words.Count - 1);
    }

    /// <summary>Adds what a spelling is known for.</summary>
    private void Mark(int word, WordForms form, WordClasses classes)
    {
        ref var known = ref _words[word];
        known = new Word(known.Lemma, known.Forms | form, known.Classes | classes);
    }

    /// <summary>Gives a spelling another lemma.</summary>
    private void Move(int word, in Word to)
    {
        ref var link = ref _lastOf[_words[word].Lemma];
        while (link != word) link = ref _before[link];
        link = _before[word];
        _words[word] = to;
        Link(word);
    }

    private void Link(int word)
    {
        while (_lastOf.Count < _names.Count) _lastOf.Add(-1);
        while (_before.Count < _words.Count) _before.Add(-1);
        ref var last = ref _lastOf[_words[word].Lemma];
        (_before[word], last) = (last, word);
    }
}

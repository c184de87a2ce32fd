using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Finds the phrases that rules know among the words of a definition. Reused; for one thread at a time.</summary>
internal sealed class PhraseFinder(WordTable words)
{
    private readonly RowList<PhraseHit> _found = new();

    /// <summary>By token: its first phrase. Says something only of tokens that begin one.</summary>
    private int[] _first = [];

    /// <summary>All of them, by the token they begin with.</summary>
    public Rows<PhraseHit> All => _found.Rows;

    /// <summary>The tokens on which a rule fires, or with which a phrase begins, in order.</summary>
    public RowList<int> Firing { get; } = new();

    /// <summary>Those that begin at a token that begins one, the longest first.</summary>
    public Rows<PhraseHit> At(int token)
    {
        var first = _first[token];
        var end = first + 1;
        while (end < _found.Count && _found[end].First == token) end++;
        return All.Slice(first, end - first);
    }

    /// <summary>Finds the phrases among tokens, and marks the tokens where they begin.</summary>
    /// <param name="tokens">The tokens, with the tokenizer's slack behind them: it may make a pair look like a phrase, which is then looked at more closely.</param>
    /// <param name="count">How many there are.</param>
    public void Find(Token[] tokens, int count)
    {
        _found.Clear();
        Firing.Clear();
        if (_first.Length < tokens.Length) _first = new int[tokens.Length];
        for (var i = 0; i < count; i++)
        {
            if (words.MayBeginPhrase(tokens[i].Lemma, tokens[i + 1].Lemma) || (tokens[i].Is(WordTraits.LooseAnchor) && MayBeginLoosely(tokens, i))) FindAt(tokens, count, i);
            if (tokens[i].Is(WordTraits.Rule | WordTraits.Parameter | WordTraits.InPhrase)) Firing.Add(i);
        }
    }

    private bool MayBeginLoosely(Token[] tokens, int first)
    {
        var lemma = tokens[first].Lemma;
        if (words.IsPhrase(lemma)) return true;
        for (var at = first + 2; at <= first + 1 + Vocabulary.PhraseGap; at++)
        {
            if (words.MayBeginPhrase(lemma, tokens[at].Lemma)) return true;
        }
        return false;
    }

    private void FindAt(Token[] tokens, int count, int first)
    {
        if (words.PhrasesAt(tokens[first].Lemma) is not { } candidates) return;
        foreach (var phrase in candidates)
        {
            if (!Fits(tokens, count, phrase, first, out var last)) continue;
            if (!tokens[first].Is(WordTraits.InPhrase)) _first[first] = _found.Count;
            tokens[first].BeginPhrase();
            _found.Add(new PhraseHit(phrase.Id, first, last));
        }
    }

    private static bool Fits(Token[] tokens, int count, WordPhrase phrase, int first, out int last)
    {
        last = first;
        for (var slot = 1; slot < phrase.Slots.Length; slot++)
        {
            var found = false;
            for (var skipped = 0; skipped <= phrase.Gaps[slot] && !found; skipped++)
            {
                var at = last + 1 + skipped;
                if (at >= count || tokens[at].Field != tokens[first].Field || tokens[at].Has(TokenFlags.Sentence)) return false;
                if (!phrase.Slots[slot].AsSpan().Contains(tokens[at].Lemma)) continue;
                last = at;
                found = true;
            }
            if (!found) return false;
        }
        return true;
    }
}

using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Finds the phrases that rules know among the words of a definition. Reused; for one thread at a time.</summary>
internal sealed class PhraseFinder(PhraseTable phrases)
{
    private readonly RowList<PhraseHit> _found = new();

    /// <summary>By token: its first phrase. Says something only of tokens that begin one.</summary>
    private int[] _first = [];

    /// <summary>All of them, by the token they begin with.</summary>
    public Rows<PhraseHit> All => _found.Rows;

    /// <summary>The tokens that tell a rule something by themselves, or begin a phrase, in order.</summary>
    public RowList<int> Telling { get; } = new();

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
        Telling.Clear();
        if (_first.Length < tokens.Length) _first = new int[tokens.Length];
        for (var i = 0; i < count; i++)
        {
            ref readonly var token = ref tokens[i];
            var mayBegin = phrases.MayBegin(token.Lemma, tokens[i + 1].Lemma);
            // Most words tell nothing: they are passed over with one question.
            if (!(mayBegin | token.Is(WordTraits.LooseAnchor | WordTraits.Rule | WordTraits.Parameter | WordTraits.Condition))) continue;
            if (token.Is(WordTraits.LooseAnchor)) FindLoose(tokens, count, i, mayBegin);
            else if (mayBegin && IsFollowed(tokens, count, i)) Find(tokens, count, i, phrases.At(token.Lemma, tokens[i + 1].Lemma), isPair: true);
            if (token.Is(WordTraits.Rule | WordTraits.Parameter | WordTraits.Condition | WordTraits.InPhrase)) Telling.Add(i);
        }
    }

    /// <summary>Whether another word follows in the same sentence.</summary>
    private static bool IsFollowed(Token[] tokens, int count, int first) =>
        first + 1 < count && tokens[first + 1].Field == tokens[first].Field && !tokens[first + 1].Has(TokenFlags.Sentence);

    /// <summary>Finds the phrases at a word with which one may begin that leaves out words, or has but one.</summary>
    private void FindLoose(Token[] tokens, int count, int first, bool mayBegin)
    {
        var lemma = tokens[first].Lemma;
        for (var at = first + 2; at <= first + 1 + Vocabulary.PhraseGap && !mayBegin; at++) mayBegin = phrases.MayBegin(lemma, tokens[at].Lemma);
        if (mayBegin || phrases.IsPhrase(lemma)) Find(tokens, count, first, phrases.At(lemma));
    }

    /// <summary>Finds which of some phrases begin at a word; where they are known to have its pair, a phrase of two words needs no other look.</summary>
    private void Find(Token[] tokens, int count, int first, WordPhrase[]? candidates, bool isPair = false)
    {
        if (candidates is null) return;
        foreach (var phrase in candidates)
        {
            var last = first + 1;
            if (!(isPair && phrase.IsPair) && !Fits(tokens, count, phrase, first, out last)) continue;
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

using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>
/// Reads what a mode parameter offers: the choices of its schema (<c>action: create | update | delete</c>), else the
/// modes that a description lists.
/// </summary>
internal sealed class ModeReader(CompiledRules rules, ToolText text, NameReader names)
{
    /// <summary>Adds one action for each choice that begins with a verb, or ends in one behind a noun.</summary>
    public void Read(RowList<ToolAction> actions)
    {
        var (start, end) = (text.Modes.Start, text.Modes.End);
        if (start == end && (text.HasMode || IsWeak(actions))) ReadTold(actions);
        if (IsHttp(start, end)) return;
        for (var i = start; i < end;)
        {
            var stop = i + 1;
            while (stop < end && text.Tokens[stop].Field == text.Tokens[i].Field) stop++;
            if (!TryAdd(i, stop, i, actions) && stop - i > 1) TryAdd(stop - 1, stop, i, actions);
            i = stop;
        }
    }

    private const int MostAhead = 30;
    private readonly RowList<int> _told = new();

    /// <summary>The name has no verb that decides: <c>manage_items</c>, <c>items</c>.</summary>
    private bool IsWeak(RowList<ToolAction> actions)
    {
        foreach (ref readonly var action in actions)
        {
            if (action.Source is not (ActionSource.Name or ActionSource.Title or ActionSource.NameNoun)) continue;
            if (rules.ByVerb[action.Verb] is { Decides: true }) return false;
        }
        return true;
    }

    /// <summary>Adds the modes listed in prose: behind "action" or "operations", or each at the head of its own line.</summary>
    private void ReadTold(RowList<ToolAction> actions)
    {
        _told.Clear();
        ReadToldIn(text.ModeTexts);
        if (_told.Count == 0) ReadToldIn(text.Description);
        if (_told.Count < 2 || IsHttpTold()) return;
        foreach (var at in _told) TryAdd(at, at + 1, at, actions);
    }

    private void ReadToldIn(TokenRange range)
    {
        var tokens = text.Tokens;
        for (var i = range.Start; i < range.End; i++)
        {
            if (tokens[i].Is(WordClasses.ModeName)) FindListed(i + 1, Math.Min(range.End, i + MostAhead));
        }
        if (_told.Count == 0) FindHeads(range);
    }

    /// <summary>"(create, update or delete)", "create/update/delete", "create-job, delete-job".</summary>
    private void FindListed(int start, int end)
    {
        var first = _told.Count;
        for (var i = start; i < end && !text.Tokens[i].Has(TokenFlags.Sentence); i++)
        {
            var set = text.Tokens[i].Has(TokenFlags.Listed | TokenFlags.Aside | TokenFlags.Clause) || text.Tokens[i - 1].Is(WordClasses.Conjunction);
            if (set && IsMode(i, end)) _told.Add(i);
        }
        // A single word is no list.
        if (_told.Count == first + 1) _told.Clear();
    }

    /// <summary>"- create: Makes …", "- delete: Removes …", each on a line of its own.</summary>
    private void FindHeads(TokenRange range)
    {
        var tokens = text.Tokens;
        for (var i = range.Start; i + 1 < range.End; i++)
        {
            if (tokens[i].Has(TokenFlags.Sentence) && tokens[i + 1].Has(TokenFlags.Colon | TokenFlags.Clause | TokenFlags.Hyphen) && IsMode(i, range.End) && !IsParameter(i)) _told.Add(i);
        }
    }

    /// <summary>A verb that stands alone, or leads a name put together with hyphens.</summary>
    private bool IsMode(int token, int end)
    {
        ref readonly var word = ref text.Tokens[token];
        if (!word.HasForm(WordForms.Base) || !word.Is(WordClasses.Verb) || word.Has(TokenFlags.Identifier | TokenFlags.Hyphen) || !word.Is(WordTraits.Acts)) return false;
        if (token + 1 >= end) return true;
        ref readonly var next = ref text.Tokens[token + 1];
        return next.Is(WordClasses.Conjunction) || next.Has(TokenFlags.Sentence | TokenFlags.Listed | TokenFlags.Clause | TokenFlags.Colon | TokenFlags.Hyphen);
    }

    /// <summary>"start: First index.", "Note: …": a parameter that is explained, or a word that is a noun more often.</summary>
    private bool IsParameter(int token)
    {
        ref readonly var word = ref text.Tokens[token];
        return word.Is(WordClasses.NounFirst | WordClasses.Property) || text.IsInParameter(word.Lemma);
    }

    private bool IsHttpTold()
    {
        foreach (var at in _told)
        {
            if (rules.Words.Names[text.Tokens[at].Lemma] is "post" or "put" or "patch") return true;
        }
        return false;
    }

    /// <summary>GET, POST, DELETE … choose the method of a request, which has a rule of its own.</summary>
    private bool IsHttp(int start, int end)
    {
        var (get, post) = (false, false);
        for (var i = start; i < end; i++)
        {
            var name = rules.Words.Names[text.Tokens[i].Lemma];
            get |= name == "get";
            post |= name is "post" or "put";
        }
        return get && post;
    }

    private bool TryAdd(int verb, int stop, int start, RowList<ToolAction> actions)
    {
        if (!text.Tokens[verb].HasForm(WordForms.Base) || !names.Acts(verb)) return false;
        var id = names.VerbAt(verb, out var last);
        var head = stop > last + 1 ? stop - 1 : verb - 1;
        actions.Add(new ToolAction(id, ActionSource.Mode, verb, last, last + 1, stop, head >= start ? head : -1, start));
        return true;
    }
}

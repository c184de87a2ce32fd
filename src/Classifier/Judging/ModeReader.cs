using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Reads what the choices of a mode parameter offer: <c>action: create | update | delete</c>.</summary>
internal sealed class ModeReader(CompiledRules rules, ToolText text, NameReader names)
{
    /// <summary>Adds one action for each choice that begins with a verb, or ends in one behind a noun.</summary>
    public void Read(RowList<ToolAction> actions)
    {
        var (start, end) = (text.Modes.Start, text.Modes.End);
        if (IsHttp(start, end)) return;
        for (var i = start; i < end;)
        {
            var stop = i + 1;
            while (stop < end && text.Tokens[stop].Field == text.Tokens[i].Field) stop++;
            if (!TryAdd(i, stop, i, actions) && stop - i > 1) TryAdd(stop - 1, stop, i, actions);
            i = stop;
        }
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
        var id = names.VerbAt(verb, out var last);
        if (id == 0 || rules.ByVerb[id] is null || !text.Tokens[verb].HasForm(WordForms.Base)) return false;
        var head = stop > last + 1 ? stop - 1 : verb - 1;
        actions.Add(new ToolAction(id, ActionSource.Mode, verb, last, last + 1, stop, head >= start ? head : -1, start));
        return true;
    }
}

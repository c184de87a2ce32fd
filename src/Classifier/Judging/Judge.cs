using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>
/// Weighs what the name, the description, the schema and the annotations say of one tool. The worst supported effect
/// wins, the name is the strongest witness, and a claim lowers nothing (TAXONOMY, rules of judgement). Reused; for one
/// thread at a time.
/// </summary>
internal sealed class Judge
{
    /// <summary>From this weight on a witness decides; below it only supports what others decided.</summary>
    public const int Decides = ActionRules.Decisive;

    /// <summary>A verb of at least this weight in the name is not overruled by a worse verb in the description.</summary>
    private const int Firm = 80;

    private readonly CompiledRules _rules;
    private readonly NameReader _names;
    private readonly EffectReader _effects;
    private readonly ModeReader _modes;
    private readonly RowList<ToolAction> _actions = new();
    private readonly RowList<JudgedAction> _judged = new();
    private readonly RowList<RuleHit> _words = new();
    private readonly Witness[] _worst = new Witness[(int)ActionSource.Mode + 1];

    public Judge(CompiledRules rules)
    {
        _rules = rules;
        Text = new ToolText(rules);
        Actions = new ActionJudge(rules, Text);
        _names = new NameReader(rules, Text);
        _effects = new EffectReader(rules, Text, _names);
        _modes = new ModeReader(rules, Text, _names);
    }

    public ToolText Text { get; }

    public ActionJudge Actions { get; }

    /// <summary>Everything the last tool says that it does, with its meaning.</summary>
    public RowList<JudgedAction> Judged => _judged;

    /// <summary>Rules that fired on words, parameters and annotations, or on capabilities of an action.</summary>
    public RowList<RuleHit> Hits => _words;

    public Category Category { get; private set; }

    /// <summary>True where nothing at all told the category.</summary>
    public bool Unknown { get; private set; }

    public bool ReaderByClaimOnly { get; private set; }

    /// <summary>Reads and judges one tool.</summary>
    public void Read(ToolDefinition definition, ServerWords server)
    {
        Text.Read(definition, server);
        _actions.Clear();
        _judged.Clear();
        _words.Clear();
        WordHits.Collect(_rules, Text, Actions, _words);
        Actions.Claim = WordHits.FindClaim(_rules, _words);
        Actions.Yielded = false;
        _names.Read(Text.Name, server, isTitle: false, _actions);
        if (_actions.Count == 0 || _actions[0].Verb == 0) _names.Read(Text.Title, server, isTitle: true, _actions);
        _effects.Read(Text.Description, server, _actions);
        _modes.Read(_actions);
        foreach (ref readonly var action in _actions) Actions.Judge(action, _judged, _words);
        Decide();
    }

    private void Decide()
    {
        FindWorst();
        var named = _worst[(int)ActionSource.Name].Exists ? _worst[(int)ActionSource.Name] : _worst[(int)ActionSource.Title];
        var noun = _worst[(int)ActionSource.NameNoun];
        var effect = _worst[(int)ActionSource.Effect];
        if (named.Exists && effect.Exists)
        {
            if (IsOverruled(named, effect)) named = effect = effect with { Weight = _rules.Rules[_judged[effect.Index].Rule].Definition.Weight };
            if (VerbOf(effect) != VerbOf(named) && (effect.Category == Category.Read || named.Category == Category.Read) && IsBareNoun(named)) named = Witness.None;
        }
        var best = named;
        if (noun.Category == Category.Destructive) best = Worse(best, noun);
        if (Counts(best, effect)) best = Worse(best, effect);
        if (!best.Exists) best = noun;
        var beside = _worst[(int)ActionSource.Beside];
        if (Counts(best, beside)) best = Worse(best, beside);
        if (best is not { Category: Category.Read, Weight: >= Firm }) best = Worse(best, _worst[(int)ActionSource.Mode]);
        if (!best.Exists) best = Heaviest();
        Unknown = !best.Exists;
        Category = best.Exists ? best.Category : Category.Read;
        ReaderByClaimOnly = Actions.Yielded && Category == Category.Read;
        Raise();
    }

    /// <summary>The worst of the witnesses that decide, by where each was read.</summary>
    private void FindWorst()
    {
        // What the framework has for this is compiled anew at every start.
        for (var i = 0; i < _worst.Length; i++) _worst[i] = Witness.None;
        for (var i = 0; i < _judged.Count; i++)
        {
            ref readonly var judged = ref _judged[i];
            if (judged.Weight < Decides) continue;
            ref var worst = ref _worst[(int)judged.Action.Source];
            worst = Worse(worst, new Witness(i, judged.Category, judged.Weight));
        }
    }

    private int VerbOf(Witness witness) => _judged[witness.Index].Action.Verb;

    /// <summary>The name holds the main verb of the description behind its own: of its several verbs, that one counts.</summary>
    private bool IsOverruled(Witness named, Witness spoken)
    {
        var verb = VerbOf(spoken);
        return named.Category != Category.Destructive && Text.Tokens[_judged[named.Index].Action.First].Lemma != verb && VerbOf(named) != verb && IsInName(verb) && !IsBeside(VerbOf(named));
    }

    /// <summary>The whole name is one word that can be a noun (<c>post</c>, <c>run</c>): the description's verb decides, where one of the two only reads.</summary>
    private bool IsBareNoun(Witness named) =>
        Text.Name.End == Text.Name.Start + 1 && _judged[named.Index].Action.Source == ActionSource.Name && Text.Tokens[Text.Name.Start].Is(WordClasses.NounFirst | WordClasses.VerbFirst);

    /// <summary>The description says the name's own verb too, beside another.</summary>
    private bool IsBeside(int verb)
    {
        foreach (ref readonly var judged in _judged)
        {
            if (judged.Action.Source == ActionSource.Beside && judged.Action.Verb == verb) return true;
        }
        return false;
    }

    private bool IsInName(int verb)
    {
        for (var i = Text.Name.Start; i < Text.Name.End; i++)
        {
            if (Text.Tokens[i].Lemma == verb && Text.Tokens[i].HasForm(WordForms.Base)) return true;
        }
        return false;
    }

    /// <summary>Whether a verb of the description may lead to a worse category than the name did.</summary>
    private static bool Counts(Witness named, Witness stated) =>
        stated.Exists && (!named.Exists || (named.Weight < Firm && stated.Weight >= named.Weight));

    private static Witness Worse(Witness one, Witness other) => !one.Exists || (other.Exists && other.Category > one.Category) ? other : one;

    /// <summary>The heaviest of the witnesses too weak to decide, where there is nothing else.</summary>
    private Witness Heaviest()
    {
        var heaviest = Witness.None;
        for (var i = 0; i < _judged.Count; i++)
        {
            ref readonly var judged = ref _judged[i];
            if (!heaviest.Exists || judged.Weight > heaviest.Weight) heaviest = new Witness(i, judged.Category, judged.Weight);
        }
        return heaviest;
    }

    /// <summary>Words, parameters and annotations raise the category, or give one where there was none.</summary>
    private void Raise()
    {
        var start = Category;
        var unknown = Unknown;
        foreach (ref readonly var hit in _words)
        {
            var rule = _rules.Rules[hit.Rule];
            if (rule.Definition is not { Category: { } category, Against: null } || rule.Definition.Weight < Decides) continue;
            if ((rule.When >> (int)start & 1) == 0) continue;
            if (unknown && category >= Category)
            {
                ReaderByClaimOnly = rule.Definition.Claim && category == Category.Read && (Unknown || ReaderByClaimOnly);
                (Category, Unknown) = (category, false);
            }
            else if (category > Category)
            {
                Category = category;
            }
        }
    }
}

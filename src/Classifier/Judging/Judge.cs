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
    public const int Decides = 50;

    /// <summary>A verb of at least this weight in the name is not overruled by a worse verb in the description.</summary>
    private const int Firm = 80;

    private readonly CompiledRules _rules;
    private readonly NameReader _names;
    private readonly EffectReader _effects;
    private readonly ModeReader _modes;
    private readonly RowList<ToolAction> _actions = new();
    private readonly RowList<JudgedAction> _judged = new();
    private readonly RowList<RuleHit> _words = new();

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
        foreach (var action in _actions)
        {
            if (Actions.Judge(action) is { } judged) _judged.Add(judged);
            Actions.Collect(action, _words);
        }
        Decide();
    }

    private void Decide()
    {
        var named = Worst(ActionSource.Name) ?? Worst(ActionSource.Title);
        var noun = Worst(ActionSource.NameNoun);
        var effect = Worst(ActionSource.Effect);
        if (effect is { } spoken && named is { Category: not Category.Destructive } first && Text.Tokens[first.Action.First].Lemma != spoken.Action.Verb && first.Action.Verb != spoken.Action.Verb && IsInName(spoken) && !IsBeside(first)) named = effect = spoken with { Weight = _rules.Rules[spoken.Rule].Definition.Weight };
        if (named is { } bare && effect is { } told && told.Action.Verb != bare.Action.Verb && (told.Category == Category.Read || bare.Category == Category.Read) && IsBareNoun(bare)) named = null;
        var best = named;
        if (noun is { } madeOf && madeOf.Category == Category.Destructive) best = Worse(best, noun);
        if (effect is { } stated && Counts(best, stated)) best = Worse(best, stated);
        best ??= noun;
        if (Worst(ActionSource.Beside) is { } beside && Counts(best, beside)) best = Worse(best, beside);
        if (Worst(ActionSource.Mode) is { } mode && mode.Weight >= Decides && !(best is { Category: Category.Read, Weight: >= Firm })) best = Worse(best, mode);
        best ??= Weak();
        Unknown = best is null;
        Category = best?.Category ?? Category.Read;
        ReaderByClaimOnly = Actions.Yielded && Category == Category.Read;
        Raise();
    }

    /// <summary>The whole name is one word that can be a noun (<c>post</c>, <c>run</c>): the description's verb decides, where one of the two only reads.</summary>
    private bool IsBareNoun(JudgedAction named) =>
        Text.Name.End == Text.Name.Start + 1 && named.Action.Source == ActionSource.Name && Text.Tokens[Text.Name.Start].Is(WordClasses.NounFirst | WordClasses.VerbFirst);

    /// <summary>The description says the name's own verb too, beside another.</summary>
    private bool IsBeside(JudgedAction named)
    {
        foreach (var judged in _judged)
        {
            if (judged.Action.Source == ActionSource.Beside && judged.Action.Verb == named.Action.Verb) return true;
        }
        return false;
    }

    /// <summary>The name holds the main verb of the description too: of its several verbs, that one counts.</summary>
    private bool IsInName(JudgedAction spoken)
    {
        for (var i = Text.Name.Start; i < Text.Name.End; i++)
        {
            if (Text.Tokens[i].Lemma == spoken.Action.Verb && Text.Tokens[i].HasForm(WordForms.Base)) return true;
        }
        return false;
    }

    /// <summary>Whether a verb of the description may lead to a worse category than the name did.</summary>
    private static bool Counts(JudgedAction? named, JudgedAction stated) =>
        stated.Weight >= Decides && (named is not { } name || (name.Weight < Firm && stated.Weight >= name.Weight));

    private static JudgedAction? Worse(JudgedAction? one, JudgedAction? other) =>
        one is not { } first ? other : other is { } second && second.Category > first.Category ? other : one;

    private JudgedAction? Worst(ActionSource source)
    {
        JudgedAction? worst = null;
        foreach (var judged in _judged)
        {
            if (judged.Action.Source == source && judged.Weight >= Decides) worst = Worse(worst, judged);
        }
        return worst;
    }

    /// <summary>The heaviest of the witnesses too weak to decide, where there is nothing else.</summary>
    private JudgedAction? Weak()
    {
        JudgedAction? heaviest = null;
        foreach (var judged in _judged)
        {
            if (heaviest is not { } known || judged.Weight > known.Weight) heaviest = judged;
        }
        return heaviest;
    }

    /// <summary>Words, parameters and annotations raise the category, or give one where there was none.</summary>
    private void Raise()
    {
        var start = Category;
        var unknown = Unknown;
        foreach (var hit in _words)
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

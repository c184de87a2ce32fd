using System.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>Says in one readable line what a rule matches.</summary>
internal static class RuleSentence
{
    public static string Describe(RuleDefinition rule)
    {
        var text = new StringBuilder();
        if (rule.Verbs.Count > 0) Part(text, "the tool's own action is ", rule.Verbs);
        else if (rule.IsAction) text.Append("the tool's action");
        Part(text, text.Length > 0 ? " on " : "", rule.Objects);
        Part(text, " whose last word is ", rule.Heads);
        Part(text, ", but not on ", rule.Unless);
        Part(text, text.Length > 0 ? "; or the words " : "the words ", rule.Words);
        if (rule.Words.Count > 0) text.Append(" in the ").Append(Fields(rule.In));
        Part(text, text.Length > 0 ? "; or a parameter named " : "a parameter named ", rule.Parameters);
        Part(text, text.Length > 0 ? "; or the annotation " : "the annotation ", rule.Annotations);
        Part(text, "; with a parameter named ", rule.With);
        Part(text, "; where it speaks of ", rule.Context);
        Part(text, "; and nowhere of ", rule.NoContext);
        if (rule.When.Count > 0) text.Append("; only for tools rated ").AppendJoin(" or ", rule.When);
        if (rule.YieldsToClaim) text.Append("; unless it says that it is read-only");
        return text.ToString();
    }

    private static void Part(StringBuilder text, string lead, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        text.Append(lead);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(i == items.Count - 1 ? " or " : ", ");
            text.Append('‘').Append(items[i]).Append('’');
        }
    }

    private static string Fields(RuleFields fields)
    {
        var names = new List<string>();
        if (fields.HasFlag(RuleFields.Name)) names.Add("name");
        if (fields.HasFlag(RuleFields.Title)) names.Add("title");
        if (fields.HasFlag(RuleFields.Description)) names.Add("description");
        if (fields.HasFlag(RuleFields.Parameters)) names.Add("parameter names");
        if (fields.HasFlag(RuleFields.ParameterDescriptions)) names.Add("parameter descriptions");
        if (fields.HasFlag(RuleFields.Server)) names.Add("server's name");
        return string.Join(", ", names);
    }
}

using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Text;
using Catalogue.Site.Pages.Views;
using Catalogue.Site.Pages.Words;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Tool;

/// <summary>The six questions that people ask of a tool, answered from its data.</summary>
public static class ToolAnswers
{
    private const int FullTextLimit = 1200;

    /// <summary>All six, in order; only the first and the last for a tool that is gone.</summary>
    public static IReadOnlyList<Answer> For(ToolView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Gone
            ? [WhatDoesItDo(view), WhichServer(view)]
            : [WhatDoesItDo(view), HowToEnforce(view), HowRisky(view), RateLimit(view), HowToBlock(view), WhichServer(view)];
    }

    private static Answer WhatDoesItDo(ToolView view)
    {
        var answer = new Answer("what", $"What does {view.PlainName} do?");
        var description = Summary.Of(view.Tool.Record.Definition.Description, FullTextLimit);
        if (description.Length > 0) answer.Say("By its author’s words: “").Say(description).Say("” ");
        else answer.Say("Its author doesn’t say: the definition has no description. ");
        return answer.Say($"The catalogue files it under {view.Verdict.Category}: a call can {CategoryWords.Of(view.Verdict.Category).ACall}.");
    }

    private static Answer HowToEnforce(ToolView view) =>
        new Answer("enforce", $"How do I enforce a policy on {view.PlainName}?")
            .Say($"Put an enforcement point between the agent and the server: a proxy or gateway, or the client’s own permissions. Register {view.ServerTitle} there, add a rule for ")
            .Code(view.Tool.Record.Name)
            .Say($" (allow, deny, limit the rate, or require approval; the catalogue suggests: {Suggested(view.Decision)}), and point the client at the proxy. ")
            .Link($"The policy on this page is ready to copy, in {PolicyFormats.All.Count} {(PolicyFormats.All.Count == 1 ? "format" : "formats")}", "#policy")
            .Say(".");

    private static Answer HowRisky(ToolView view)
    {
        var words = CategoryWords.Of(view.Verdict.Category);
        var answer = new Answer("risk", $"How risky is {view.PlainName}?")
            .Say($"{view.Verdict.Risk}. Its category, {view.Verdict.Category}, is {words.Level} by itself");
        if (view.Verdict.Capabilities != Capabilities.None)
        {
            answer.Say("; it also ").Say(Join(CapabilityNames.Split(view.Verdict.Capabilities).Select(name => CapabilityWords.Of(name)!.Title.ToLowerInvariant())));
        }
        answer.Say($". The verdict has {view.Verdict.Confidence.ToString().ToLowerInvariant()} confidence");
        answer.Say(view.Verdict.Contested ? " and is contested: some evidence speaks for another category. " : ". ");
        return answer.Say($"Suggested by default: {Suggested(view.Decision)}.");
    }

    private static Answer RateLimit(ToolView view)
    {
        var answer = new Answer("limit", $"Can I rate limit {view.PlainName}?")
            .Say("Yes. In the catalogue’s JSON, under ")
            .Code("tools")
            .Say(": ")
            .Code($"\"limits\":[{{\"counter\":\"calls\",\"window\":\"minute\",\"max\":10,\"scope\":\"grant\"}}]")
            .Say(" lets ten calls a minute through and resets by itself. ");
        return answer.Say(view.Decision?.PerMinute is { } most
            ? $"The suggested policy allows {most} a minute. "
            : view.Decision?.Kind is DecisionKind.Hide or DecisionKind.Deny ? "The suggested policy goes further and lets none through. " : "The suggested policy sets no limit. ")
            .Say("A format that can’t limit gets the next stricter decision, and its file says so.");
    }

    private static Answer HowToBlock(ToolView view) =>
        new Answer("block", $"How do I block {view.PlainName} entirely?")
            .Say("Name it under ")
            .Code("hide")
            .Say(" in the catalogue’s JSON: it is struck from the list that the model sees, and a call is refused with an error. To keep it visible and refuse calls with a reason of your own, give it a ")
            .Code("deny_if")
            .Say(" without conditions and an ")
            .Code("on_deny")
            .Say(" text. In the other formats it goes on the deny list, or is left off the allow list.");

    private static Answer WhichServer(ToolView view) =>
        new Answer("server", $"Which server provides {view.PlainName}?")
            .Link(view.ServerTitle, SiteRoutes.Server(view.Server.Record.Slug))
            .Say(view.ServerTitle == view.Server.Record.Name ? "" : $" ({view.Server.Record.Name})")
            .Say(view.Gone
                ? ", which no longer lists it."
                : $", which lists {view.PresentCount} {(view.PresentCount == 1 ? "tool" : "tools")}.");

    private static string Suggested(Decision? decision) => decision is null ? "nothing" : DecisionWords.Of(decision);

    private static string Join(IEnumerable<string> items)
    {
        var list = items.ToList();
        return list.Count switch { 0 => "", 1 => list[0], _ => string.Join(", ", list.Take(list.Count - 1)) + " and " + list[^1] };
    }
}

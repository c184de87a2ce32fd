using Catalogue.Site.Policies;

namespace Catalogue.Site.Pages.Words;

/// <summary>A policy's decision in words.</summary>
public static class DecisionWords
{
    /// <summary>What is to happen, as an instruction: "ask a person first".</summary>
    public static string Of(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision switch
        {
            { Kind: DecisionKind.Allow } => "allow it",
            { Kind: DecisionKind.Limit } => $"allow {decision.PerMinute} calls a minute",
            { Kind: DecisionKind.Ask, PerMinute: { } most } => $"ask a person first, and no more than {most} calls a minute",
            { Kind: DecisionKind.Ask } => "ask a person first",
            { Kind: DecisionKind.Deny } => "deny every call",
            _ => "hide it from the model and deny every call",
        };
    }
}

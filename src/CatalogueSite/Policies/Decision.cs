namespace Catalogue.Site.Policies;

/// <summary>What is to happen when an agent calls a tool, from most to least permissive.</summary>
public enum DecisionKind
{
    /// <summary>The call goes through.</summary>
    Allow,

    /// <summary>The call goes through up to a number of times a minute.</summary>
    Limit,

    /// <summary>A person is asked first.</summary>
    Ask,

    /// <summary>The call is refused.</summary>
    Deny,

    /// <summary>The tool is not shown to the model, and a call is refused.</summary>
    Hide,
}

/// <summary>One decision about one tool, and why.</summary>
/// <param name="Kind">What is to happen.</param>
/// <param name="PerMinute">Calls a minute for <see cref="DecisionKind.Limit"/>, and for <see cref="DecisionKind.Ask"/> where a limit goes with it; otherwise null.</param>
/// <param name="Rule">Id of the rule in the decision table.</param>
/// <param name="Because">The reason as a sentence.</param>
public sealed record Decision(DecisionKind Kind, int? PerMinute, string Rule, string Because);

using Catalogue.Site.Policies.Conditions;

namespace Catalogue.Site.Policies;

/// <summary>A tool as one format will write it.</summary>
/// <param name="Server">Its server.</param>
/// <param name="Plan">The tool and what was decided.</param>
/// <param name="Kind">What the format says, never less strict than decided.</param>
/// <param name="Fault">Why the format can't carry its name, or null.</param>
public sealed record WrittenTool(PlannedServer Server, PlannedTool Plan, DecisionKind Kind, string? Fault)
{
    /// <summary>The condition that the file puts on its arguments, or null. Then <see cref="Kind"/> holds for calls inside, and every other call is denied.</summary>
    public ArgumentCondition? Condition { get; init; }

    /// <summary>What the format says without a condition.</summary>
    public DecisionKind Otherwise { get; init; }

    /// <summary>The decision that is written, with its number where it has one.</summary>
    public Decision Said => Condition is null ? Plan.Decision : Condition.Inside;

    /// <summary>The tool's name as its server spells it.</summary>
    public string Name => Plan.Name;

    /// <summary>Whether the file can name this tool.</summary>
    public bool Carried => Fault is null;
}

/// <summary>A server as one format will write it.</summary>
/// <param name="Plan">The server and its decisions.</param>
/// <param name="Tools">All tools, also those whose names can't be carried.</param>
public sealed record WrittenServer(PlannedServer Plan, IReadOnlyList<WrittenTool> Tools)
{
    /// <summary>The reader's name for the server.</summary>
    public string Alias => Plan.Alias;

    /// <summary>The names of carried tools for which this is said.</summary>
    public IEnumerable<string> Names(params DecisionKind[] kinds) =>
        Tools.Where(tool => tool.Carried && kinds.Contains(tool.Kind)).Select(tool => tool.Name);
}

/// <summary>Everything that one format will write.</summary>
/// <param name="Plan">What was decided.</param>
/// <param name="Servers">The servers, in the order asked for.</param>
public sealed record WrittenPlan(PolicyPlan Plan, IReadOnlyList<WrittenServer> Servers)
{
    /// <summary>All carried tools of all servers by name; a shared name counts once, with its strictest decision.</summary>
    public IReadOnlyList<WrittenTool> Union =>
        [.. Servers.SelectMany(server => server.Tools)
            .Where(tool => tool.Carried)
            .GroupBy(tool => tool.Name, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.First() : Strictest(group))
            .OrderBy(tool => tool.Name, StringComparer.Ordinal)];

    // Two tools of one name have two schemas: a condition that fits one may mean something else to the other.
    private static WrittenTool Strictest(IEnumerable<WrittenTool> tools) =>
        tools.Select(tool => tool with { Condition = null, Kind = tool.Otherwise }).MaxBy(tool => tool.Kind)!;
}

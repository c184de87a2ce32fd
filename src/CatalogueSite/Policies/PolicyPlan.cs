using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Policies.Text;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Policies;

/// <summary>One tool with what is to happen when it is called.</summary>
/// <param name="Name">The tool's name as its server spells it.</param>
/// <param name="Decision">What is decided, before a format makes it stricter.</param>
/// <param name="Tool">The tool with its verdict.</param>
public sealed record PlannedTool(string Name, Decision Decision, AssessedTool Tool)
{
    /// <summary>What its arguments could narrow, or null.</summary>
    public ArgumentCondition? Condition { get; init; }
}

/// <summary>One server with its decisions.</summary>
/// <param name="Server">The server.</param>
/// <param name="Alias">The reader's name for it.</param>
/// <param name="Tools">The tools the policy speaks of, by name (ordinal).</param>
public sealed record PlannedServer(AssessedServer Server, string Alias, IReadOnlyList<PlannedTool> Tools);

/// <summary>What every format writes down, each in its own words.</summary>
/// <param name="Servers">The servers, in the order asked for.</param>
/// <param name="SingleTool">True when only one tool of one server is spoken of.</param>
/// <param name="Stamp">Where the policy comes from.</param>
public sealed record PolicyPlan(IReadOnlyList<PlannedServer> Servers, bool SingleTool, PolicyStamp Stamp)
{
    /// <summary>Whether proposed conditions on arguments are to be written.</summary>
    public bool Conditions { get; init; }

    /// <summary>Decides for everything a request names.</summary>
    /// <exception cref="PolicyRequestException">There is no server, the tool is not one of the server's present tools, or the alias can't be used.</exception>
    public static PolicyPlan From(PolicyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Servers.Count == 0) throw new PolicyRequestException("A policy needs at least one server.");
        if (request.Alias is { } alias && ServerAlias.Fault(alias) is { } fault) throw new PolicyRequestException(fault);
        if (request.Tool is not null && request.Servers.Count > 1) throw new PolicyRequestException("A policy for one tool is for one server.");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var servers = request.Servers.Select(server => PlanServer(server, request, taken)).ToList();
        return new PolicyPlan(servers, request.Tool is not null, request.Stamp) { Conditions = request.Conditions };
    }

    private static PlannedServer PlanServer(AssessedServer server, PolicyRequest request, HashSet<string> taken)
    {
        var finder = new ConditionFinder(ConditionWords.Default, request.Decisions);
        var tools = server.PresentTools
            .Where(tool => request.Tool is null || tool.Record.Name == request.Tool)
            .Select(tool => PlanTool(tool, request.Decisions.Decide(tool.Verdict), finder))
            .OrderBy(tool => tool.Name, StringComparer.Ordinal)
            .ToList();
        if (request.Tool is not null && tools.Count == 0)
        {
            throw new PolicyRequestException($"{Visible.OneLine(server.Record.Name)} does not list a tool named '{Visible.OneLine(request.Tool)}'.");
        }
        var wanted = request.Servers.Count == 1 && request.Alias is { } alias ? alias : ServerAlias.DefaultFor(server.Record.Name);
        return new PlannedServer(server, Unique(wanted, taken), tools);
    }

    private static PlannedTool PlanTool(AssessedTool tool, Decision decision, ConditionFinder finder) =>
        new(tool.Record.Name, decision, tool) { Condition = finder.Find(tool, decision) };

    private static string Unique(string alias, HashSet<string> taken)
    {
        var unique = alias;
        for (var number = 2; !taken.Add(unique); number++) unique = $"{alias}-{number}";
        return unique;
    }
}

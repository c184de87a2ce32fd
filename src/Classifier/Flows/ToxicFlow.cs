using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Flows;

/// <summary>How data can leave once the three legs stand together.</summary>
public enum FlowKind
{
    /// <summary>A leg is missing.</summary>
    None,

    /// <summary>The outward leg is a fetch of a caller-chosen URL, a browser, or code.</summary>
    Indirect,

    /// <summary>The outward leg sends externally.</summary>
    Direct,
}

/// <summary>One tool as the flow analysis sees it.</summary>
/// <param name="Server">Its server's canonical name.</param>
/// <param name="Tool">Its name.</param>
/// <param name="Capabilities">What it gives access to.</param>
public sealed record FlowTool(string Server, string Tool, Capabilities Capabilities);

/// <summary>Whether a set of tools holds all three legs of a toxic flow, and which tools do each.</summary>
public sealed record ToxicFlow
{
    private const Capabilities PrivateLeg = Capabilities.ReadsPrivateData | Capabilities.HandlesCredentials;
    private const Capabilities UntrustedLeg =
        Capabilities.IngestsUntrustedContent | Capabilities.AccessesNetwork | Capabilities.ControlsBrowser;
    private const Capabilities OutwardLeg =
        Capabilities.SendsExternally | Capabilities.AccessesNetwork | Capabilities.ControlsBrowser | Capabilities.ExecutesCode;

    /// <summary>None, indirect or direct.</summary>
    public required FlowKind Kind { get; init; }

    /// <summary>Tools that reach private data or credentials.</summary>
    public required IReadOnlyList<FlowTool> Private { get; init; }

    /// <summary>Tools that bring in text that others wrote.</summary>
    public required IReadOnlyList<FlowTool> Untrusted { get; init; }

    /// <summary>Tools that can carry data out.</summary>
    public required IReadOnlyList<FlowTool> Outward { get; init; }

    /// <summary>The smallest set of tools to hide that breaks the flow (the smallest leg; empty without a flow).</summary>
    public required IReadOnlyList<FlowTool> Break { get; init; }

    /// <summary>Finds the flow in the tools of one server, or of several that a user runs together.</summary>
    public static ToxicFlow Find(IEnumerable<FlowTool> tools)
    {
        var all = tools.OrderBy(t => t.Server, StringComparer.Ordinal).ThenBy(t => t.Tool, StringComparer.Ordinal).ToList();
        var secret = all.FindAll(t => (t.Capabilities & PrivateLeg) != 0);
        var untrusted = all.FindAll(t => (t.Capabilities & UntrustedLeg) != 0);
        var outward = all.FindAll(t => (t.Capabilities & OutwardLeg) != 0);
        var whole = secret.Count > 0 && untrusted.Count > 0 && outward.Count > 0;
        var direct = outward.Exists(t => t.Capabilities.HasFlag(Capabilities.SendsExternally));
        return new ToxicFlow
        {
            Kind = !whole ? FlowKind.None : direct ? FlowKind.Direct : FlowKind.Indirect,
            Private = secret,
            Untrusted = untrusted,
            Outward = outward,
            Break = whole ? new[] { outward, untrusted, secret }.MinBy(leg => leg.Count)! : [],
        };
    }
}

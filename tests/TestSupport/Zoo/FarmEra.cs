namespace Catalogue.TestSupport.Zoo;

/// <summary>Which revision of MCP a server of the farm speaks.</summary>
public enum FarmEra
{
    /// <summary>2026-07-28: no session, <c>server/discover</c>, answers as JSON. Two requests an inspection.</summary>
    Stateless,

    /// <summary>2025-06-18: <c>initialize</c>, a session that is checked and deleted, answers as JSON. Five requests an inspection.</summary>
    Sessions,

    /// <summary>2025-11-25: <c>initialize</c> without a session, answers as server-sent events. Four requests an inspection.</summary>
    Events,
}

namespace Catalogue.Crawler.Model;

/// <summary>The kebab-case names of <see cref="Outcome"/>, as storage, JSON and pages write them.</summary>
public static class OutcomeNames
{
    private static readonly string[] Names =
    [
        "observed", "partial", "declared", "pending", "auth-required", "settings-required", "unreachable", "timed-out",
        "too-large", "protocol-error", "exited", "install-failed", "refused-address", "sandbox-unavailable",
        "runtime-unavailable", "no-endpoint", "withdrawn",
    ];

    /// <summary>The kebab-case name.</summary>
    public static string ToName(this Outcome outcome) => Names[(int)outcome];

    /// <summary>The outcome of a kebab-case name.</summary>
    /// <exception cref="FormatException">There is no such outcome.</exception>
    public static Outcome Parse(string name) => Array.IndexOf(Names, name) is >= 0 and var index
        ? (Outcome)index
        : throw new FormatException($"'{name}' is not an outcome; one of: {string.Join(", ", Names)}.");
}

namespace Catalogue.Site.Policies.Evaluation;

/// <summary>What a policy says to one call.</summary>
/// <param name="Allowed">Whether the call goes through.</param>
/// <param name="Hidden">Whether the tool is kept from <c>tools/list</c>.</param>
/// <param name="NeedsApproval">Whether a person must agree; such a call is not allowed by itself.</param>
/// <param name="Reason">Why it is not allowed, or null.</param>
public sealed record PolicyAnswer(bool Allowed, bool Hidden, bool NeedsApproval, string? Reason)
{
    /// <summary>The call goes through.</summary>
    public static PolicyAnswer Allow { get; } = new(true, false, false, null);

    /// <summary>The call is refused.</summary>
    public static PolicyAnswer Deny(string reason) => new(false, false, false, reason);

    /// <summary>The tool is hidden and the call refused.</summary>
    public static PolicyAnswer Hide { get; } = new(false, true, false, "The tool is hidden.");
}

/// <summary>A policy file that can't be used: where (a path inside it), what, and what would be allowed.</summary>
public sealed class PolicyFileException(string path, string message, Exception? inner = null)
    : Exception($"{(path.Length == 0 ? "policy" : path)}: {message}", inner);

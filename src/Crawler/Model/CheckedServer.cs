namespace Catalogue.Crawler.Model;

/// <summary>One server as a pass met it.</summary>
/// <param name="Name">Its canonical name.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Outcome">What asking it came to.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Duration">How long it took, or null.</param>
public sealed record CheckedServer(string Name, string Slug, Outcome Outcome, string? Reason, DateTimeOffset At, TimeSpan? Duration);

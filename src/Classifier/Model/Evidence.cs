namespace Catalogue.Classifier.Model;

/// <summary>Where in a definition something was found, in the original text.</summary>
/// <param name="Field">RFC 6901 pointer without the leading slash (<c>name</c>, <c>inputSchema/properties/path/description</c>), or <c>server</c>.</param>
/// <param name="Start">Offset in UTF-16 code units in the original string; 0 for values that are no strings.</param>
/// <param name="Length">Length in UTF-16 code units; 0 for values that are no strings.</param>
/// <param name="Text">The matched text (the literal for values that are no strings).</param>
/// <param name="InKey">True when the span lies in a property's name instead of its value.</param>
/// <param name="Decoded">What the span decodes to (at most 200 characters) where the match was made in decoded text.</param>
public sealed record Span(string Field, int Start, int Length, string Text, bool InKey = false, string? Decoded = null);

/// <summary>One reason for or against a verdict: a rule that fired, and where.</summary>
/// <param name="Rule">Permanent kebab-case id of the rule or check.</param>
/// <param name="For">What it speaks for: a category (PascalCase) or a capability (kebab-case).</param>
/// <param name="Weight">Strength, 1 to 100.</param>
/// <param name="Where">The span that was matched.</param>
public sealed record Evidence(string Rule, string For, int Weight, Span Where);

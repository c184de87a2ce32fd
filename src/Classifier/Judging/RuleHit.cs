using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Judging;

/// <summary>A rule that fired, and where.</summary>
/// <param name="Rule">Index of the rule, or −1 for the default rule.</param>
/// <param name="Field">Index of the field in the reader; −1 for the server's name.</param>
/// <param name="Start">Offset inside the field's text.</param>
/// <param name="Length">Length in UTF-16 code units.</param>
internal readonly record struct RuleHit(int Rule, int Field, int Start, int Length);

/// <summary>An action with the rule that gives its meaning.</summary>
/// <param name="Action">The action.</param>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Category">Its category.</param>
/// <param name="Weight">The rule's weight, less what the place takes off.</param>
internal readonly record struct JudgedAction(ToolAction Action, int Rule, Category Category, int Weight);

namespace Catalogue.Classifier.Rules;

/// <summary>A rule file that cannot be used: where, what, and what would be allowed.</summary>
public sealed class RuleException(string file, int line, string message) : Exception($"{file}:{line}: {message}")
{
    /// <summary>The rule file.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;
}

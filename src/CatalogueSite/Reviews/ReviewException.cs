namespace Catalogue.Site.Reviews;

/// <summary>A review file that cannot be used: where, what, and what would be allowed.</summary>
public sealed class ReviewException(string file, long line, string message) : Exception($"{file}:{line}: {message}")
{
    /// <summary>The review file.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1.</summary>
    public long Line { get; } = line;
}

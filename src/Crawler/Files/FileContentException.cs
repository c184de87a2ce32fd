namespace Catalogue.Crawler.Files;

/// <summary>A file that this project or the operator wrote does not hold what it must, or is not there.</summary>
/// <param name="file">The file, as the operator knows it.</param>
/// <param name="line">The line (from 1), or 0 when the whole file is meant.</param>
/// <param name="problem">What is wrong and what is allowed.</param>
public sealed class FileContentException(string file, long line, string problem)
    : Exception(line > 0 ? $"{file}, line {line}: {problem}" : $"{file}: {problem}")
{
    /// <summary>The file, as the operator knows it.</summary>
    public string File { get; } = file;

    /// <summary>The line (from 1), or 0 when the whole file is meant.</summary>
    public long Line { get; } = line;
}

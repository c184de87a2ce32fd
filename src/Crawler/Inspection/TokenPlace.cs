using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection;

/// <summary>
/// Where the token for one server lies. The token itself is read when it is used, sent to that server's own origin
/// alone, and never stored or logged.
/// </summary>
/// <param name="Variable">The environment variable that holds it, or null.</param>
/// <param name="File">The file that holds it, or null.</param>
public sealed record TokenPlace(string? Variable, string? File)
{
    /// <summary>Reads the token.</summary>
    internal string Read()
    {
        var token = Variable is not null ? Environment.GetEnvironmentVariable(Variable) : ReadFile();
        token = token?.Trim();
        if (string.IsNullOrEmpty(token)) throw Missing(Variable is not null ? $"the environment variable {Variable} is not set" : $"the file {File} is empty");
        return token.Any(c => c is < '!' or > '~') ? throw Missing($"what {Variable ?? File} holds is not a token: it has spaces or control characters") : token;
    }

    private string? ReadFile()
    {
        if (File is null) return null;
        try
        {
            return System.IO.File.ReadAllText(File);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Missing($"the file {File} cannot be read ({problem.GetType().Name})");
        }
    }

    private static InspectionFaultException Missing(string why) =>
        new(new InspectionFault(Outcome.SettingsRequired, $"A token is configured for this server, but {why}."));
}

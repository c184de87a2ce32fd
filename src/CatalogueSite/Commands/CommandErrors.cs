using System.CommandLine;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Jobs;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Publishing;
using Microsoft.Data.Sqlite;

namespace Catalogue.Site.Commands;

/// <summary>The one place where a command's errors become a sentence on standard error and an exit code.</summary>
public static class CommandErrors
{
    /// <summary>Part of the work failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or unreadable input.</summary>
    public const int Usage = 2;

    private const int SqliteFull = 13;
    private const int SqliteReadOnly = 8;
    private const int SqliteCannotOpen = 14;

    /// <summary>Gives a command its action, guarded.</summary>
    public static void SetGuardedAction(this Command command, Func<ParseResult, CancellationToken, Task<int>> run) =>
        command.SetAction((arguments, cancellationToken) => GuardAsync(arguments.GetValue(CommonOptions.Verbose), () => run(arguments, cancellationToken)));

    /// <summary>Runs a command's work.</summary>
    /// <param name="verbose">Prints where an error came from as well.</param>
    /// <param name="work">The work; returns the exit code.</param>
    public static async Task<int> GuardAsync(bool verbose, Func<Task<int>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.").ConfigureAwait(false);
            return Failed;
        }
        catch (Exception error) when (Explain(error) is { } sentence)
        {
            await Console.Error.WriteLineAsync("catalogue: " + sentence).ConfigureAwait(false);
            if (verbose) await Console.Error.WriteLineAsync(error.ToString()).ConfigureAwait(false);
            return error is UsageException or RuleException or FormatException or FileContentException or InvalidDataException ? Usage : Failed;
        }
    }

    /// <summary>An error as a sentence; null for what should not happen, which goes out with its stack trace.</summary>
    internal static string? Explain(Exception error) => error switch
    {
        UsageException or RuleException or FileContentException or PublishException or StorageException or CrawlFailedException or InvalidDataException => error.Message,
        FormatException => error.Message,
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk is full: nothing is lost, the last generation stays. Make room and start again.",
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCannotOpen } => "The data folder cannot be written to. Mend its rights, or choose another with --data.",
        UnauthorizedAccessException or IOException => error.Message,
        _ => null,
    };
}

using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Sources;
using Catalogue.Crawler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Catalogue.Site.Commands;

/// <summary>What was given for the common options.</summary>
/// <param name="DataFolder">The data folder, as a full path; it may not exist yet.</param>
/// <param name="Database">The catalogue database.</param>
/// <param name="RulesFolder">A folder of rule files, or null.</param>
/// <param name="Verbose">True to log what is done.</param>
public sealed record CommonSettings(string DataFolder, DatabaseAddress Database, string? RulesFolder, bool Verbose)
{
    /// <summary>A folder of source files, or null for the built-in ones.</summary>
    public string? SourcesFolder { get; init; }

    /// <summary>Opens the catalogue database.</summary>
    /// <param name="schedule">When servers are asked again; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StorageException">It cannot be used.</exception>
    /// <exception cref="FileContentException">The folder of source files is not there, or its word lists are broken.</exception>
    public Task<CatalogueStore> OpenStoreAsync(RecheckSchedule? schedule, CancellationToken cancellationToken) =>
        CatalogueStore.OpenAsync(Database, new StoreOptions { Schedule = schedule ?? new RecheckSchedule(), Identity = LoadIdentity() }, cancellationToken);

    /// <summary>The source files in force.</summary>
    /// <exception cref="FileContentException">The folder is not there.</exception>
    public SourceFiles LoadSourceFiles() => SourcesFolder is null ? SourceFiles.Embedded : SourceFiles.In(SourcesFolder);

    /// <summary>Loads the rules.</summary>
    /// <exception cref="RuleException">A rule is broken.</exception>
    /// <exception cref="UsageException">The folder does not exist.</exception>
    public RuleSet LoadRules() => LoadRules(RulesFolder);

    /// <summary>Loads the rules of a folder over the built-in ones.</summary>
    /// <param name="folder">The folder, or null for the built-in rules alone.</param>
    /// <exception cref="RuleException">A rule is broken.</exception>
    /// <exception cref="UsageException">The folder does not exist.</exception>
    public static RuleSet LoadRules(string? folder)
    {
        if (folder is null) return RuleSet.LoadEmbedded();
        if (!Directory.Exists(folder)) throw new UsageException($"--rules: there is no folder {Path.GetFullPath(folder)}.");
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(folder, path), File.ReadAllText(path)));
        return RuleSet.Load(files);
    }

    // Two listings are one server by the lists that the operator keeps beside their sources.
    private ServerIdentity LoadIdentity() => SourcesFolder is null ? ServerIdentity.Default : new ServerIdentity(IdentityWords.Load(LoadSourceFiles()));

    /// <summary>A log on standard error: warnings, or with <c>--verbose</c> everything worth knowing.</summary>
    /// <param name="quiet">True when the command itself tells of warnings, so that only <c>--verbose</c> logs.</param>
    public ILoggerFactory CreateLog(bool quiet = false) => LoggerFactory.Create(log =>
    {
        log.SetMinimumLevel(Verbose ? LogLevel.Information : quiet ? LogLevel.None : LogLevel.Warning);
        log.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        log.Services.Configure(static (ConsoleLoggerOptions options) => options.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}

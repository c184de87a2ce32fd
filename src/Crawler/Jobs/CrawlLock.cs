using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Jobs;

/// <summary>Keeps two programs from crawling into one data folder at once. The system lets go of it when the program dies, however it dies.</summary>
public sealed class CrawlLock : IDisposable
{
    private readonly FileStream _file;

    private CrawlLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a data folder.</summary>
    /// <exception cref="StorageException">Another program holds it, or the folder is not writable.</exception>
    public static CrawlLock Take(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "crawl.lock");
        try
        {
            Directory.CreateDirectory(dataFolder);
            return new CrawlLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StorageException($"The data folder {dataFolder} may not be written to ({exception.Message}) Make it writable for this user, or choose another one with --data.", exception);
        }
        catch (IOException exception)
        {
            // Held by another program, or a disk that cannot be written: the message of the system tells which.
            throw new StorageException(
                $"The data folder {dataFolder} cannot be crawled into: another 'catalogue' program crawls into it, or its disk cannot be written ({exception.Message}) Stop the other program, or choose another folder with --data; several crawlers at once need a shared database (--database postgres://…).",
                exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

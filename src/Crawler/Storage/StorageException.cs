namespace Catalogue.Crawler.Storage;

/// <summary>The catalogue database cannot be used: the message says what happened, where, and what would mend it.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);

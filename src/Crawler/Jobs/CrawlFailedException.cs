namespace Catalogue.Crawler.Jobs;

/// <summary>A pass could not be finished: the message says what failed. What was recorded is safe, and the next pass goes on.</summary>
public sealed class CrawlFailedException(string message, Exception? inner = null) : Exception(message, inner);

namespace Catalogue.Crawler.Net;

/// <summary>An answer, or all answers of one client together, exceeded a cap in bytes (outcome <c>too-large</c>).</summary>
public sealed class ResponseTooLargeException(string message) : IOException(message);

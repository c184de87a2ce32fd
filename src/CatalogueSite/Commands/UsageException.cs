namespace Catalogue.Site.Commands;

/// <summary>A command was used wrongly, or its input cannot be read: the message says what is wrong and what would be right. Exit code 2.</summary>
public sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);

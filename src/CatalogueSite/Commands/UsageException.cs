namespace Catalogue.Site.Commands;

/// <summary>The command was used wrongly: what, and what is allowed.</summary>
public sealed class UsageException(string message) : Exception(message);

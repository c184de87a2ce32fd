namespace Catalogue.Site.Publishing;

/// <summary>Publishing cannot go on: what is wrong and how to mend it, in one sentence for the person who started it.</summary>
public sealed class PublishException(string message, Exception? inner = null) : Exception(message, inner);

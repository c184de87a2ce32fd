namespace Catalogue.Site.Policies;

/// <summary>A policy was asked for that can't be written: a tool that is not there, an alias that the format can't use.</summary>
public sealed class PolicyRequestException(string message) : Exception(message);

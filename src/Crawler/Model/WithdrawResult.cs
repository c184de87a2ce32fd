namespace Catalogue.Crawler.Model;

/// <summary>What comparing a source's whole list with the stored listings did.</summary>
/// <param name="Withdrawn">Servers that no source lists any more.</param>
/// <param name="Missing">Servers that this source no longer lists.</param>
/// <param name="Refused">True when so many are missing that the source is more likely broken: then nothing was dropped.</param>
public sealed record WithdrawResult(int Withdrawn, int Missing, bool Refused);

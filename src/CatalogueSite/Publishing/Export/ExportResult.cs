namespace Catalogue.Site.Publishing.Export;

/// <summary>What a static export did.</summary>
/// <param name="Pages">Pages of the site.</param>
/// <param name="Files">Files in all.</param>
/// <param name="Written">Files that were new or had changed.</param>
/// <param name="Removed">Files of an earlier export that are no longer part of the site.</param>
/// <param name="Missing">Links that lead to nothing; empty when all is well.</param>
public sealed record ExportResult(int Pages, int Files, int Written, int Removed, IReadOnlyList<string> Missing);

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>What a server is called: the registry's name, else the package's, else the first source's.</summary>
internal static class CanonicalName
{
    public static string Of(string nameThere, ListingContent content) =>
        content.IsRegistryName ? nameThere : content.PackageName ?? nameThere;
}

using System.Reflection;

namespace Catalogue.Crawler.Net;

/// <summary>Where the product lives on the web, from the one setting <c>PackageProjectUrl</c> in Directory.Build.props.</summary>
public static class ProductHome
{
    /// <summary>The product's home.</summary>
    public static Uri Url { get; } = new(typeof(ProductHome).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "ProjectUrl").Value!);

    /// <summary>What it says there about the crawler: the address in the User-Agent of an operator who gave none of their own.</summary>
    public static Uri Crawler { get; } = new(Url, CrawlerPath);

    /// <summary>The path of the page about the crawler, there and on every site that the product serves.</summary>
    public const string CrawlerPath = "/crawler/";
}

using System.Text;
using Catalogue.Site.Serving;

namespace Catalogue.Site.Tests.Serving;

public sealed class SiteAssetsTests
{
    [Fact]
    public void The_layers_of_the_style_sheet_are_one_file_in_the_order_of_their_names()
    {
        var sheets = SiteAssets.Embedded.All.Where(asset => asset.Path.EndsWith(".css", StringComparison.Ordinal)).ToList();
        var sheet = sheets.ShouldHaveSingleItem();
        sheet.Path.ShouldBe("site.css");
        var text = Encoding.UTF8.GetString(sheet.Content);
        var palette = text.IndexOf("--ground:", StringComparison.Ordinal);
        var narrow = text.LastIndexOf("max-width: 44rem", StringComparison.Ordinal);
        var print = text.IndexOf("@media print", StringComparison.Ordinal);
        palette.ShouldBeInRange(0, narrow);
        narrow.ShouldBeLessThan(print);
        text.Count(letter => letter == '{').ShouldBe(text.Count(letter => letter == '}'));
    }
}

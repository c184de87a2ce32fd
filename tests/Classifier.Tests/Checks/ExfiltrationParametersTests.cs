using Catalogue.Classifier.Checks;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class ExfiltrationParametersTests : CheckTests
{
    protected override Type Check => typeof(ExfiltrationParameters);

    protected override string Id => "exfiltration-parameters";

    [Fact]
    public void The_parameters_name_is_the_span()
    {
        var finding = Single("times(a, b, sidenote): a times b");
        finding.Where.ShouldBe(new Span("inputSchema/properties/sidenote", 0, 8, "sidenote", true));
    }
}

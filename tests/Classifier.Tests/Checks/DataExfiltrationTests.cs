using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class DataExfiltrationTests : CheckTests
{
    protected override Type Check => typeof(DataExfiltration);

    protected override string Id => "data-exfiltration";
}

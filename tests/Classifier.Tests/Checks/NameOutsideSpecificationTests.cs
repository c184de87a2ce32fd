using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class NameOutsideSpecificationTests : CheckTests
{
    protected override Type Check => typeof(NameOutsideSpecification);

    protected override string Id => "name-outside-specification";
}

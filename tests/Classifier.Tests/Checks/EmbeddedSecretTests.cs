using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class EmbeddedSecretTests : CheckTests
{
    protected override Type Check => typeof(EmbeddedSecret);

    protected override string Id => "embedded-secret";
}

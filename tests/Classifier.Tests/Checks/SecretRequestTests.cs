using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class SecretRequestTests : CheckTests
{
    protected override Type Check => typeof(SecretRequest);

    protected override string Id => "secret-request";
}

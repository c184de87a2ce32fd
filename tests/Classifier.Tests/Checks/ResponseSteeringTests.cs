using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class ResponseSteeringTests : CheckTests
{
    protected override Type Check => typeof(ResponseSteering);

    protected override string Id => "response-steering";
}

using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class CoerciveThreatTests : CheckTests
{
    protected override Type Check => typeof(CoerciveThreat);

    protected override string Id => "coercive-threat";
}

using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class PreferenceSteeringTests : CheckTests
{
    protected override Type Check => typeof(PreferenceSteering);

    protected override string Id => "preference-steering";
}

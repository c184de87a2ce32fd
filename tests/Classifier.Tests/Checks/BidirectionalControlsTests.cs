using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class BidirectionalControlsTests : CheckTests
{
    protected override Type Check => typeof(BidirectionalControls);

    protected override string Id => "bidirectional-controls";
}

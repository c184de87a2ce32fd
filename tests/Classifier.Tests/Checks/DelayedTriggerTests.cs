using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class DelayedTriggerTests : CheckTests
{
    protected override Type Check => typeof(DelayedTrigger);

    protected override string Id => "delayed-trigger";
}

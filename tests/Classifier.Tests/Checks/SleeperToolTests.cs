using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class SleeperToolTests : CheckTests
{
    protected override Type Check => typeof(SleeperTool);

    protected override string Id => "sleeper-tool";
}

using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class InjectedCommandTests : CheckTests
{
    protected override Type Check => typeof(InjectedCommand);

    protected override string Id => "injected-command";
}

using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class DisguisedTextTests : CheckTests
{
    protected override Type Check => typeof(DisguisedText);

    protected override string Id => "disguised-text";
}

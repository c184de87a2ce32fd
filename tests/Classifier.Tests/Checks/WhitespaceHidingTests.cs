using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class WhitespaceHidingTests : CheckTests
{
    protected override Type Check => typeof(WhitespaceHiding);

    protected override string Id => "whitespace-hiding";
}

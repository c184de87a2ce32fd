using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class HiddenCommentTests : CheckTests
{
    protected override Type Check => typeof(HiddenComment);

    protected override string Id => "hidden-comment";
}

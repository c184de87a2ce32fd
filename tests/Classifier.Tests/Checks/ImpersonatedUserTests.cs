using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class ImpersonatedUserTests : CheckTests
{
    protected override Type Check => typeof(ImpersonatedUser);

    protected override string Id => "impersonated-user";
}

using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class AuthoritySpoofingTests : CheckTests
{
    protected override Type Check => typeof(AuthoritySpoofing);

    protected override string Id => "authority-spoofing";
}

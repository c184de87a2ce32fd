using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class InstructionOverrideTests : CheckTests
{
    protected override Type Check => typeof(InstructionOverride);

    protected override string Id => "instruction-override";
}

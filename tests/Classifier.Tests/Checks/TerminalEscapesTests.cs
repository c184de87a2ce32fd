using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class TerminalEscapesTests : CheckTests
{
    protected override Type Check => typeof(TerminalEscapes);

    protected override string Id => "terminal-escapes";
}

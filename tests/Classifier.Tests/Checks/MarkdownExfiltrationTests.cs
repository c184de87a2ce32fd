using Catalogue.Classifier.Checks;

namespace Catalogue.Classifier.Tests.Checks;

public sealed class MarkdownExfiltrationTests : CheckTests
{
    protected override Type Check => typeof(MarkdownExfiltration);

    protected override string Id => "markdown-exfiltration";
}

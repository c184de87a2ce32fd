using Catalogue.TestSupport.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Catalogue.Crawler.Tests.Storage;

/// <summary>A test of the store's contract, run on each database; on PostgreSQL skipped, and counted as skipped, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Catalogue.Crawler.Tests.Storage.StoreFactDiscoverer", "Catalogue.Crawler.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Finds <see cref="StoreFactAttribute"/>s.</summary>
public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new StoreTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>One test on one database.</summary>
public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For the test framework alone.")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.Name.Contains("Postgres", StringComparison.Ordinal) ? PostgresCluster.SkipReason : base.GetSkipReason(factAttribute);
}

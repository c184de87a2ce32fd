using Xunit;

namespace Catalogue.TestSupport.Postgres;

/// <summary>A test that needs PostgreSQL's server programs; skipped, and counted as skipped, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public PostgresFactAttribute() => Skip = PostgresCluster.SkipReason;
}

using Xunit;

namespace Catalogue.TestSupport;

/// <summary>
/// A test in a real browser. Only one test project carries the browser's driver (135 MB); the others find it there. Skipped, and
/// counted as skipped, where browser or driver is missing. Use together with <c>[Trait("Category", "Browser")]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private const string SearchPath = "PLAYWRIGHT_DRIVER_SEARCH_PATH";

    /// <summary>Marks the test.</summary>
    public BrowserFactAttribute()
    {
        if (!File.Exists(Browser)) Skip = $"There is no Chromium at {Browser}: install it, or set CATALOGUE_BROWSER.";
        else if (!FindDriver()) Skip = $"Playwright's driver is not here: build tests/CatalogueSite.Tests, or set {SearchPath}.";
    }

    /// <summary>Where the browser is.</summary>
    public static string Browser { get; } = Environment.GetEnvironmentVariable("CATALOGUE_BROWSER") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <summary>Points Playwright to the driver of the project that carries it; false when it is nowhere.</summary>
    public static bool FindDriver()
    {
        if (Environment.GetEnvironmentVariable(SearchPath) is { Length: > 0 } set) return HasDriver(set);
        // …/artifacts/bin/PROJECT/release
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var carrier = Path.Combine(configuration.Parent?.Parent?.FullName ?? "/", "CatalogueSite.Tests", configuration.Name);
        if (HasDriver(configuration.FullName)) return true;
        if (!HasDriver(carrier)) return false;
        Environment.SetEnvironmentVariable(SearchPath, carrier);
        return true;
    }

    private static bool HasDriver(string folder) => Directory.Exists(Path.Combine(folder, ".playwright", "package"));
}

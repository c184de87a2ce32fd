using System.Collections.Frozen;
using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// The word lists of the identity rule (<c>data/sources/identity/packages.yaml</c>): which packages say nothing of which server
/// they start, and which arguments say nothing of it either.
/// </summary>
/// <param name="Wrappers">Packages (<c>npm:mcp-remote</c>) that start, proxy or install some other server.</param>
/// <param name="Bundles">Packages that hold several servers and start the one that an argument names.</param>
/// <param name="NeutralFlags">Flags that do not choose a server.</param>
/// <param name="NeutralOptions">Flags that take a value, where neither chooses a server.</param>
public sealed record IdentityWords(
    FrozenSet<string> Wrappers, FrozenSet<string> Bundles, FrozenSet<string> NeutralFlags, FrozenSet<string> NeutralOptions)
{
    /// <summary>The lists this program was built with.</summary>
    public static IdentityWords Default { get; } = Load(SourceFiles.Embedded);

    /// <summary>Reads the lists from a folder of source files.</summary>
    /// <exception cref="FileContentException">The file is missing or broken: file, line, what is allowed.</exception>
    public static IdentityWords Load(SourceFiles files)
    {
        var map = files.ReadYaml("identity/packages.yaml");
        var words = new IdentityWords(
            Set(map.Strings("wrappers")), Set(map.Strings("bundles")), Set(map.Strings("neutral-flags")), Set(map.Strings("neutral-options")));
        map.End();
        return words;
    }

    private static FrozenSet<string> Set(IReadOnlyList<string> words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Sources;

/// <summary>Reads the settings of one kind of source from its file; what comes back makes the source.</summary>
/// <param name="name">The source's name.</param>
/// <param name="settings">The file's mapping.</param>
/// <param name="files">The folder the file lies in, for files it names.</param>
internal delegate Func<SourceContext, IServerSource> SourceReader(string name, StrictYaml settings, SourceFiles files);

/// <summary>Every kind of source. A new kind is one class and one line here.</summary>
internal static class SourceKinds
{
    /// <summary>The kinds by the word that a source file writes after <c>kind:</c>.</summary>
    public static IReadOnlyDictionary<string, SourceReader> All { get; } = new SortedDictionary<string, SourceReader>(StringComparer.Ordinal)
    {
        ["registry"] = RegistrySource.Read,
        ["docker-catalogue"] = DockerCatalogueSource.Read,
        ["npm-search"] = NpmSearchSource.Read,
        ["client-config"] = ClientConfigSource.Read,
        ["list"] = ListSource.Read,
        ["definitions"] = DefinitionsSource.Read,
        ["web-directory"] = WebDirectorySource.Read,
    };
}

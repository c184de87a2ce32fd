namespace Catalogue.Crawler.Sources;

/// <summary>One configured source.</summary>
/// <param name="Name">Its name, unique: the file's name without ending, unless the file says otherwise.</param>
/// <param name="Kind">Its kind (<see cref="SourceKinds"/>).</param>
/// <param name="Enabled">True when it is read without being asked for by name.</param>
/// <param name="File">The file that describes it, as the operator knows it; or the URL or file given on the command line.</param>
/// <param name="Create">Makes the source.</param>
public sealed record SourceDefinition(string Name, string Kind, bool Enabled, string File, Func<SourceContext, IServerSource> Create);

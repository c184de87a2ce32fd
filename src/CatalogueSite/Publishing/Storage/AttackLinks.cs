using System.Security.Cryptography;
using System.Text;
using Catalogue.Site.Attacks;

namespace Catalogue.Site.Publishing.Storage;

/// <summary>The attack patterns that one server is linked to.</summary>
/// <param name="OfServer">Ids of patterns about the server itself.</param>
/// <param name="OfTools">Ids of the patterns that fit each present tool, in the order of <see cref="AssessedServer.PresentTools"/>.</param>
internal sealed record AttackLinks(IReadOnlyList<string> OfServer, IReadOnlyList<IReadOnlyList<string>> OfTools)
{
    /// <summary>
    /// A short hash of all of it: the library is no part of a server's document, so that a change of the library alone would
    /// otherwise leave a server's old links in place.
    /// </summary>
    public string Signature { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('|', OfTools.Prepend(OfServer).Select(ids => string.Join(',', ids))))).AsSpan(0, 12));

    /// <summary>What a library links a server to.</summary>
    public static AttackLinks Of(AttackLibrary library, AssessedServer server) => new(
        [.. library.Match(server).Select(match => match.Pattern.Id)],
        [.. server.PresentTools.Select(IReadOnlyList<string> (tool) => [.. library.MatchAll(tool).Select(match => match.Pattern.Id)])]);

    /// <summary>Every pattern with the number of the server's tools that it fits.</summary>
    public IEnumerable<(string Id, int Tools)> PerPattern() =>
        OfServer.Select(id => (Id: id, Tools: 0)).Concat(OfTools.SelectMany(ids => ids.Select(id => (Id: id, Tools: 1))))
            .GroupBy(link => link.Id, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(link => link.Tools)));
}

namespace Catalogue.TestSupport.Registries;

/// <summary>What a <see cref="FakeSite"/> was asked.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, not decoded.</param>
/// <param name="Query">The parameters of the query, decoded.</param>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Number">Which request to this site it is, from 1.</param>
public sealed record FakeRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body, int Number);

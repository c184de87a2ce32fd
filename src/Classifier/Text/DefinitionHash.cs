using System.Security.Cryptography;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>The identity of a definition: SHA-256 of its RFC 8785 JSON.</summary>
public static class DefinitionHash
{
    /// <summary>
    /// <c>sha256:</c> and 64 hex digits over the canonical JSON of
    /// {name, title, description, inputSchema, outputSchema, annotations}, absent and null members left out.
    /// </summary>
    public static string Compute(ToolDefinition definition) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(definition)));
}

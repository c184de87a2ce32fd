using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// From one JSON object to a declared definition. Lenient with what strangers write: unknown members are ignored, of
/// repeated members the last counts, both this catalogue's and MCP's spellings do.
/// </summary>
internal static class DefinitionFileParser
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    private ref struct Members
    {
        public string? Kind, Server, ServerTitle, Repository, Package, Tool, Name, Title, Description;
        public bool Removed;
        public ReadOnlySpan<byte> Input, Output, Annotations;
    }

    /// <summary>Reads one object; <paramref name="server"/> names the server where the object does not.</summary>
    public static DefinitionLine Parse(ReadOnlySpan<byte> json, int number, string? server)
    {
        try
        {
            var members = new Members();
            if (ReadMembers(json, ref members) is { } problem) return new DefinitionLine(number, null, problem);
            return Build(in members, number, server);
        }
        catch (JsonException error)
        {
            return new DefinitionLine(number, null, $"not JSON at byte {error.BytePositionInLine}: each line must be one whole JSON object");
        }
    }

    /// <summary>Reads only the names; stops as soon as both are known.</summary>
    public static (string Server, string Tool)? ParseNames(ReadOnlySpan<byte> json, string? server)
    {
        string? owner = null, tool = null;
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while ((owner is null || tool is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("server"u8)) owner = Text(ref reader, json);
                else if (reader.ValueTextEquals("removedAt"u8) && Text(ref reader, json) is not null) return null;
                else if (reader.ValueTextEquals("tool"u8) || (tool is null && reader.ValueTextEquals("name"u8))) tool = Text(ref reader, json);
                else Raw(ref reader);
            }
        }
        catch (JsonException)
        {
            return null;
        }
        owner = string.IsNullOrWhiteSpace(owner) ? server : owner.Trim();
        return string.IsNullOrEmpty(tool) || string.IsNullOrWhiteSpace(owner) ? null : (owner, tool);
    }

    private static string? ReadMembers(ReadOnlySpan<byte> json, ref Members members)
    {
        var reader = new Utf8JsonReader(json, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "not a JSON object: write one {…} with server and tool per line";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("server"u8)) members.Server = Text(ref reader, json);
            else if (reader.ValueTextEquals("tool"u8)) members.Tool = Text(ref reader, json);
            else if (reader.ValueTextEquals("name"u8)) members.Name = Text(ref reader, json);
            else if (reader.ValueTextEquals("title"u8)) members.Title = Text(ref reader, json);
            else if (reader.ValueTextEquals("description"u8)) members.Description = Text(ref reader, json);
            else if (reader.ValueTextEquals("input_schema"u8) || reader.ValueTextEquals("inputSchema"u8)) members.Input = json[Raw(ref reader)];
            else if (reader.ValueTextEquals("output_schema"u8) || reader.ValueTextEquals("outputSchema"u8)) members.Output = json[Raw(ref reader)];
            else if (reader.ValueTextEquals("annotations"u8)) members.Annotations = json[Raw(ref reader)];
            else if (reader.ValueTextEquals("server_title"u8) || reader.ValueTextEquals("serverTitle"u8)) members.ServerTitle = Text(ref reader, json);
            else if (reader.ValueTextEquals("repository"u8)) members.Repository = Text(ref reader, json, "url"u8);
            else if (reader.ValueTextEquals("kind"u8)) members.Kind = Text(ref reader, json);
            else if (reader.ValueTextEquals("removedAt"u8)) members.Removed = Text(ref reader, json) is not null;
            else if (reader.ValueTextEquals("package"u8)) members.Package = Text(ref reader, json);
            else Raw(ref reader);
        }
        while (reader.Read())
        {
            // What follows the object would be lost: the reader throws on it.
        }
        return null;
    }

    private static DefinitionLine Build(in Members members, int number, string? server)
    {
        // Lines of a dump that define no tool: a server, and a tool that its server no longer lists.
        if (members is { Kind: "server", Tool: null, Server: null, Name: { Length: > 0 } name }) return new DefinitionLine(number, null, null) { Listing = new DeclaredListing(name, members.Title, members.Repository) };
        if (members is { Kind: "tool", Removed: true }) return new DefinitionLine(number, null, null);
        var tool = members.Tool ?? members.Name;
        var owner = string.IsNullOrWhiteSpace(members.Server) ? server : members.Server.Trim();
        if (string.IsNullOrEmpty(tool)) return new DefinitionLine(number, null, "no tool name: the member \"tool\" (or \"name\") must be a string that is not empty");
        if (string.IsNullOrWhiteSpace(owner)) return new DefinitionLine(number, null, "no server: write the member \"server\", or pass --server NAME");
        var bytes = new byte[members.Input.Length + members.Output.Length + members.Annotations.Length];
        members.Input.CopyTo(bytes);
        members.Output.CopyTo(bytes.AsSpan(members.Input.Length));
        members.Annotations.CopyTo(bytes.AsSpan(members.Input.Length + members.Output.Length));
        var definition = new ToolDefinition
        {
            Name = tool,
            Title = members.Title,
            Description = members.Description,
            InputSchema = bytes.AsMemory(0, members.Input.Length),
            OutputSchema = bytes.AsMemory(members.Input.Length, members.Output.Length),
            Annotations = bytes.AsMemory(members.Input.Length + members.Output.Length),
        };
        return new DefinitionLine(number, new DeclaredDefinition(owner, definition, members.ServerTitle, members.Repository, members.Package), null);
    }

    /// <summary>The value as text: a string's content, null for null, the JSON itself for anything else (an object's member where named).</summary>
    private static string? Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ReadOnlySpan<byte> member = default)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.String) return Decode(ref reader);
        var start = (int)reader.TokenStartIndex;
        string? found = null;
        if (reader.TokenType == JsonTokenType.StartObject && !member.IsEmpty)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = reader.ValueTextEquals(member);
                reader.Read();
                if (wanted && reader.TokenType == JsonTokenType.String) found = Decode(ref reader);
                else reader.Skip();
            }
            return found;
        }
        reader.Skip();
        return Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
    }

    private static string Decode(ref Utf8JsonReader reader) => Classifier.Text.LenientJson.Decode(reader.ValueSpan, reader.ValueIsEscaped);

    private static Range Raw(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.Null) return default;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}

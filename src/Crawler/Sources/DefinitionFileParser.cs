using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// From one JSON object to a declared definition. Lenient with what strangers write: unknown members are ignored, of
/// repeated members the last counts, both this catalogue's and MCP's spellings do. One for each thread.
/// </summary>
internal sealed class DefinitionFileParser
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    [ThreadStatic] private static DefinitionFileParser? t_parser;

    private readonly JsonTape _tape = new();
    private readonly RepeatedText _server = new();
    private readonly RepeatedText _serverTitle = new();
    private readonly RepeatedText _repository = new();
    private readonly RepeatedText _package = new();

    private ref struct Members
    {
        public string? Kind, Server, ServerTitle, Repository, Package, Tool, Name, Title, Description;
        public bool Removed;
        public ReadOnlySpan<byte> Input, Output, Annotations;
    }

    /// <summary>Reads one object; <paramref name="server"/> names the server where the object does not.</summary>
    public static DefinitionLine Parse(ReadOnlySpan<byte> json, int number, string? server) => (t_parser ??= new DefinitionFileParser()).Read(json, number, server);

    private DefinitionLine Read(ReadOnlySpan<byte> json, int number, string? server)
    {
        if (!_tape.TryRead(json, lenient: true) || _tape.Nodes[0].Kind != JsonTokenType.StartObject) return new DefinitionLine(number, null, Problem(json));
        var members = new Members();
        ReadMembers(json, ref members);
        return Build(in members, number, server);
    }

    /// <summary>What is wrong with a line that is no object.</summary>
    private static string Problem(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read())
                {
                    // To the place where it breaks.
                }
            }
            return "not a JSON object: write one {…} with server and tool per line";
        }
        catch (JsonException error)
        {
            return $"not JSON at byte {error.BytePositionInLine}: each line must be one whole JSON object";
        }
    }

    private void ReadMembers(ReadOnlySpan<byte> json, ref Members members)
    {
        var nodes = _tape.Nodes;
        for (var key = 1; key < nodes.Length; key = nodes[key + 1].Next)
        {
            ref readonly var node = ref nodes[key];
            var name = json.Slice(node.Start, node.Length);
            if (node.Escaped) name = Encoding.UTF8.GetBytes(JsonText.Decode(name, true));
            ReadMember(name, json, key + 1, ref members);
        }
    }

    private void ReadMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json, int value, ref Members members)
    {
        if (name.SequenceEqual("server"u8)) members.Server = Text(json, value, _server);
        else if (name.SequenceEqual("tool"u8)) members.Tool = Text(json, value);
        else if (name.SequenceEqual("name"u8)) members.Name = Text(json, value);
        else if (name.SequenceEqual("title"u8)) members.Title = Text(json, value);
        else if (name.SequenceEqual("description"u8)) members.Description = Text(json, value);
        else if (name.SequenceEqual("input_schema"u8) || name.SequenceEqual("inputSchema"u8)) members.Input = Raw(json, value);
        else if (name.SequenceEqual("output_schema"u8) || name.SequenceEqual("outputSchema"u8)) members.Output = Raw(json, value);
        else if (name.SequenceEqual("annotations"u8)) members.Annotations = Raw(json, value);
        else if (name.SequenceEqual("server_title"u8) || name.SequenceEqual("serverTitle"u8)) members.ServerTitle = Text(json, value, _serverTitle);
        else if (name.SequenceEqual("repository"u8)) members.Repository = Address(json, value);
        else if (name.SequenceEqual("kind"u8)) members.Kind = Text(json, value);
        else if (name.SequenceEqual("removedAt"u8)) members.Removed = Text(json, value) is not null;
        else if (name.SequenceEqual("package"u8)) members.Package = Text(json, value, _package);
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

    /// <summary>The value as text: a string's content, null for null, the JSON itself for anything else.</summary>
    private string? Text(ReadOnlySpan<byte> json, int value, RepeatedText? repeated = null)
    {
        ref readonly var node = ref _tape.Nodes[value];
        var bytes = json.Slice(node.Start, node.Length);
        return node.Kind switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => repeated?.Of(bytes, node.Escaped) ?? JsonText.Decode(bytes, node.Escaped),
            _ => Encoding.UTF8.GetString(bytes),
        };
    }

    /// <summary>The text of the value, of an object that of its last string member <c>url</c>.</summary>
    private string? Address(ReadOnlySpan<byte> json, int value)
    {
        var nodes = _tape.Nodes;
        if (nodes[value].Kind != JsonTokenType.StartObject) return Text(json, value, _repository);
        string? found = null;
        for (var key = value + 1; key < nodes[value].Next; key = nodes[key + 1].Next)
        {
            if (nodes[key + 1].Kind == JsonTokenType.String && JsonText.Decode(json.Slice(nodes[key].Start, nodes[key].Length), nodes[key].Escaped) == "url") found = Text(json, key + 1);
        }
        return found;
    }

    /// <summary>The JSON of the value; nothing for null.</summary>
    private ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> json, int value)
    {
        ref readonly var node = ref _tape.Nodes[value];
        return node.Kind switch
        {
            JsonTokenType.Null => default,
            JsonTokenType.String => json.Slice(node.Start - 1, node.Length + 2),
            _ => json.Slice(node.Start, node.Length),
        };
    }
}

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

    private readonly DefinitionTape _line = new();
    private readonly RepeatedText _server = new();
    private readonly RepeatedText _serverTitle = new();
    private readonly RepeatedText _repository = new();
    private readonly RepeatedText _package = new();

    private ref struct Members
    {
        public string? Kind, Server, ServerTitle, Repository, Package, Tool, Name, Title;
        public bool Removed;
        public int ToolNode, NameNode;
        public DefinitionNodes Nodes;
    }

    /// <summary>Reads one object into a definition that owns its bytes; <paramref name="server"/> names the server where the object does not.</summary>
    public static DefinitionLine Parse(ReadOnlySpan<byte> json, int number, string? server) => (t_parser ??= new DefinitionFileParser()).Read(json, default, number, server);

    /// <summary>
    /// Reads one object into a definition whose members lie in <paramref name="json"/>, and which knows its tokens until the
    /// next object is read on this thread.
    /// </summary>
    public static DefinitionLine ParseHere(ReadOnlyMemory<byte> json, int number, string? server) => (t_parser ??= new DefinitionFileParser()).Read(json.Span, json, number, server);

    private DefinitionLine Read(ReadOnlySpan<byte> json, ReadOnlyMemory<byte> kept, int number, string? server)
    {
        _line.Forget();
        if (!_line.Tape.TryRead(json, lenient: true) || _line.Tape.Nodes[0].Kind != JsonTokenType.StartObject) return new DefinitionLine(number, null, Problem(json));
        var members = new Members();
        ReadMembers(json, ref members);
        return Build(in members, json, kept, number, server);
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
        var nodes = _line.Tape.Nodes;
        for (var key = 1; key < nodes.Length; key = nodes[key + 1].Next)
        {
            ref readonly var node = ref nodes[key];
            var name = json.Slice(node.Start, node.Length);
            if (node.Escaped) name = Encoding.UTF8.GetBytes(JsonText.Decode(name, true));
            ReadMember(name, json, key + 1, ref members);
        }
    }

    /// <summary>Reads a member; told by its name's length first, since a line has a dozen and most are passed over.</summary>
    private void ReadMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json, int value, ref Members members)
    {
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("tool"u8): (members.Tool, members.ToolNode) = (Text(json, value), TextNodeOf(value)); break;
            case 4 when name.SequenceEqual("name"u8): (members.Name, members.NameNode) = (Text(json, value), TextNodeOf(value)); break;
            case 4 when name.SequenceEqual("kind"u8): members.Kind = Text(json, value); break;
            case 5 when name.SequenceEqual("title"u8): members.Title = Text(json, value); break;
            case 6 when name.SequenceEqual("server"u8): members.Server = Text(json, value, _server); break;
            case 7 when name.SequenceEqual("package"u8): members.Package = Text(json, value, _package); break;
            case 9 when name.SequenceEqual("removedAt"u8): members.Removed = Text(json, value) is not null; break;
            case 10 when name.SequenceEqual("repository"u8): members.Repository = Address(json, value); break;
            case 11 when name.SequenceEqual("description"u8): members.Nodes.Description = value; break;
            case 11 when name.SequenceEqual("inputSchema"u8): members.Nodes.Input = NodeOf(value); break;
            case 11 when name.SequenceEqual("annotations"u8): members.Nodes.Annotations = NodeOf(value); break;
            case 11 when name.SequenceEqual("serverTitle"u8): members.ServerTitle = Text(json, value, _serverTitle); break;
            case 12 when name.SequenceEqual("input_schema"u8): members.Nodes.Input = NodeOf(value); break;
            case 12 when name.SequenceEqual("outputSchema"u8): members.Nodes.Output = NodeOf(value); break;
            case 12 when name.SequenceEqual("server_title"u8): members.ServerTitle = Text(json, value, _serverTitle); break;
            case 13 when name.SequenceEqual("output_schema"u8): members.Nodes.Output = NodeOf(value); break;
        }
    }

    private DefinitionLine Build(in Members members, ReadOnlySpan<byte> json, ReadOnlyMemory<byte> kept, int number, string? server)
    {
        // Lines of a dump that define no tool: a server, and a tool that its server no longer lists.
        if (members is { Kind: "server", Tool: null, Server: null, Name: { Length: > 0 } name }) return new DefinitionLine(number, null, null) { Listing = new DeclaredListing(name, members.Title, members.Repository) };
        if (members is { Kind: "tool", Removed: true }) return new DefinitionLine(number, null, null);
        var tool = members.Tool ?? members.Name;
        var owner = string.IsNullOrWhiteSpace(members.Server) ? server : members.Server.Trim();
        if (string.IsNullOrEmpty(tool)) return new DefinitionLine(number, null, "no tool name: the member \"tool\" (or \"name\") must be a string that is not empty");
        if (string.IsNullOrWhiteSpace(owner)) return new DefinitionLine(number, null, "no server: write the member \"server\", or pass --server NAME");
        // A schema is read more strictly than the line around it.
        var lies = !kept.IsEmpty && !_line.Tape.HasTrailingComma;
        var nodes = members.Nodes with { Name = members.Tool is null ? members.NameNode : members.ToolNode, Description = lies ? TextNodeOf(members.Nodes.Description) : 0 };
        var definition = new ToolDefinition
        {
            Name = tool,
            Title = members.Title,
            Description = nodes.Description != 0 || members.Nodes.Description == 0 ? null : Text(json, members.Nodes.Description),
            DescriptionJson = nodes.Description == 0 ? default : Raw(nodes.Description, json, kept)[1..^1],
            InputSchema = Raw(members.Nodes.Input, json, kept),
            OutputSchema = Raw(members.Nodes.Output, json, kept),
            Annotations = Raw(members.Nodes.Annotations, json, kept),
            Tape = lies ? _line : null,
        };
        if (lies) _line.Keep(definition, kept, nodes);
        return new DefinitionLine(number, new DeclaredDefinition(owner, definition, members.ServerTitle, members.Repository, members.Package), null);
    }

    /// <summary>The value as text: a string's content, null for null, the JSON itself for anything else.</summary>
    private string? Text(ReadOnlySpan<byte> json, int value, RepeatedText? repeated = null)
    {
        ref readonly var node = ref _line.Tape.Nodes[value];
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
        var nodes = _line.Tape.Nodes;
        if (nodes[value].Kind != JsonTokenType.StartObject) return Text(json, value, _repository);
        string? found = null;
        for (var key = value + 1; key < nodes[value].Next; key = nodes[key + 1].Next)
        {
            if (nodes[key + 1].Kind == JsonTokenType.String && JsonText.Decode(json.Slice(nodes[key].Start, nodes[key].Length), nodes[key].Escaped) == "url") found = Text(json, key + 1);
        }
        return found;
    }

    /// <summary>The node of a value that is a string with anything in it; 0 for anything else.</summary>
    private int TextNodeOf(int value)
    {
        ref readonly var node = ref _line.Tape.Nodes[value];
        return node.Kind == JsonTokenType.String && node.Length > 0 ? value : 0;
    }

    /// <summary>The node of a value; 0 for null.</summary>
    private int NodeOf(int value) => _line.Tape.Nodes[value].Kind == JsonTokenType.Null ? 0 : value;

    /// <summary>The JSON of a value, where it lies or as a copy; nothing where there is none.</summary>
    private ReadOnlyMemory<byte> Raw(int value, ReadOnlySpan<byte> json, ReadOnlyMemory<byte> kept)
    {
        if (value == 0) return default;
        ref readonly var node = ref _line.Tape.Nodes[value];
        var quote = node.Kind == JsonTokenType.String ? 1 : 0;
        var (start, length) = (node.Start - quote, node.Length + 2 * quote);
        return kept.IsEmpty ? json.Slice(start, length).ToArray() : kept.Slice(start, length);
    }
}

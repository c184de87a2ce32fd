using System.Text;
using System.Text.Json;

namespace Catalogue.TestSupport.Zoo;

/// <summary>One honest server of the farm. Its tools can be replaced while it runs.</summary>
public sealed class FarmServer
{
    private byte[] _tools = [];

    /// <summary>Describes a server.</summary>
    /// <param name="name">The name it gives itself.</param>
    /// <param name="tools">Its tools, each a JSON object as text.</param>
    /// <param name="era">Which revision it speaks.</param>
    public FarmServer(string name, IEnumerable<string> tools, FarmEra era = FarmEra.Stateless)
    {
        Era = era;
        Greeting = Encoding.UTF8.GetBytes(era == FarmEra.Stateless ? Discovery(name) : Initialization(name, era));
        SetTools(tools);
    }

    /// <summary>Which revision it speaks.</summary>
    public FarmEra Era { get; }

    /// <summary>Requests answered so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The result of its first answer.</summary>
    internal byte[] Greeting { get; }

    /// <summary>The result of <c>tools/list</c>.</summary>
    internal byte[] Tools => Volatile.Read(ref _tools);

    private int _requests;

    /// <summary>Replaces its tools, each a JSON object as text.</summary>
    public void SetTools(IEnumerable<string> tools)
    {
        var extra = Era == FarmEra.Stateless ? ",\"ttlMs\":0,\"cacheScope\":\"public\",\"resultType\":\"complete\"" : "";
        Volatile.Write(ref _tools, Encoding.UTF8.GetBytes($"{{\"tools\":[{string.Join(',', tools)}]{extra}}}"));
    }

    internal void Count() => Interlocked.Increment(ref _requests);

    private static string Discovery(string name) =>
        $$$$"""{"supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"resultType":"complete","ttlMs":0,"cacheScope":"public","_meta":{"io.modelcontextprotocol/serverInfo":{"name":{{{{JsonSerializer.Serialize(name)}}}},"version":"1.0.0"}}}""";

    private static string Initialization(string name, FarmEra era) =>
        $$$"""{"protocolVersion":"{{{(era == FarmEra.Sessions ? "2025-06-18" : "2025-11-25")}}}","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":{{{JsonSerializer.Serialize(name)}}},"version":"1.0.0"}}""";
}

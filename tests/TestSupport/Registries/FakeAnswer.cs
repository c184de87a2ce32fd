using System.Text;

namespace Catalogue.TestSupport.Registries;

/// <summary>What a <see cref="FakeSite"/> answers.</summary>
public sealed record FakeAnswer
{
    /// <summary>The status code.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The body, or (with <see cref="Every"/>) what is sent again and again.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>More headers.</summary>
    public IDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>When set, the body is sent again and again at this distance, without end.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>When set, fewer bytes than announced are sent before the connection is cut.</summary>
    public int? CutAfter { get; init; }

    /// <summary>True: nothing is ever answered.</summary>
    public bool Silent { get; init; }

    /// <summary>A text.</summary>
    public static FakeAnswer Text(string text) => new() { Body = Encoding.UTF8.GetBytes(text) };

    /// <summary>Bytes.</summary>
    public static FakeAnswer Bytes(byte[] body) => new() { Body = body };

    /// <summary>A redirect.</summary>
    public static FakeAnswer Redirect(int status, string location) => new() { Status = status, Headers = { ["Location"] = location } };

    /// <summary>An error.</summary>
    public static FakeAnswer Error(int status) => new() { Status = status };

    /// <summary>An endless body in small pieces.</summary>
    public static FakeAnswer Drip(byte[] piece, TimeSpan every) => new() { Body = piece, Every = every };

    /// <summary>The same with one more header.</summary>
    public FakeAnswer With(string name, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [name] = value } };

    /// <summary>No answer at all.</summary>
    public static FakeAnswer Silence() => new() { Silent = true };
}

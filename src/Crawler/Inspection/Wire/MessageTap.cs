using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Wire;

/// <summary>
/// Sees every message a server sends, byte for byte, before the SDK does. Lists of tools are taken out here, as they
/// were received (an object model would repair duplicate keys, escapes and numbers, and refuse odd tools), and the SDK
/// gets the same message with an empty list.
/// </summary>
internal sealed class MessageTap(InspectionGuard guard, string? token = null)
{
    private readonly byte[]? _token = token is null ? null : Encoding.ASCII.GetBytes(token);
    private static readonly ReadOnlyMemory<byte> EmptyList = "[]"u8.ToArray();
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _lists = new(StringComparer.Ordinal);

    /// <summary>The version that the server last named, whether or not the SDK accepts it.</summary>
    public string? NamedVersion { get; private set; }

    /// <summary>Takes the list of tools that answered a request.</summary>
    /// <param name="id">The request's id as text.</param>
    /// <param name="list">The JSON array as received.</param>
    public bool TryTakeList(string id, out ReadOnlyMemory<byte> list) => _lists.TryRemove(id, out list);

    /// <summary>Reads one whole message.</summary>
    /// <param name="message">UTF-8, without the transport's framing.</param>
    /// <returns>What the SDK should get: the message, the message without its tools, or nothing when it is not JSON-RPC.</returns>
    public ReadOnlyMemory<byte> Filter(ReadOnlyMemory<byte> message)
    {
        if (message.Length > guard.Limits.MaxMessageBytes) throw TooLong();
        var trimmed = message.Span.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty) return default;
        if (_token is not null && trimmed.IndexOf(_token) >= 0)
            throw guard.Fail(Outcome.ProtocolError, "The server's answer repeats the token it was given, so nothing of it is kept.");
        if (trimmed[0] != (byte)'{') return Stray(trimmed);
        if (!Utf8.IsValid(trimmed)) throw guard.Fail(Outcome.ProtocolError, "The server's answer is not valid UTF-8.");
        return FilterObject(message);
    }

    /// <summary>The fault of a message beyond the limit, also when its end has not come yet.</summary>
    public InspectionFaultException TooLong() =>
        guard.Fail(Outcome.TooLarge, $"The server sent a message of more than {guard.Limits.MaxMessageBytes:N0} bytes.");

    private ReadOnlyMemory<byte> FilterObject(ReadOnlyMemory<byte> message)
    {
        Envelope envelope;
        try
        {
            envelope = Envelope.Read(message.Span, guard.Limits.MaxDepth);
        }
        catch (JsonException problem)
        {
            if (IsTooDeep(problem))
                throw guard.Fail(Outcome.TooLarge, $"The server's answer is nested more than {guard.Limits.MaxDepth} levels deep.");
            if (message.Span.IndexOf("\"jsonrpc\""u8) >= 0)
                throw guard.Fail(Outcome.ProtocolError, $"The server's answer is not valid JSON: {Excerpt(message.Span)}");
            return Stray(message.Span);
        }
        if (!envelope.IsCall && !envelope.IsAnswer) return Stray(message.Span);
        if (envelope.IsCall)
        {
            guard.CountUnasked();
            return message;
        }
        if (envelope.Id is { } id && !IsOurs(id)) throw guard.Fail(Outcome.ProtocolError, $"The server answered a request that was never made (id {Plain.Sentence(id, 40)}).");
        if (envelope.Version is not null) NamedVersion = envelope.Version;
        if (envelope.Id is null || envelope.ListLength == 0) return message;
        _lists[envelope.Id] = message.Slice(envelope.ListStart, envelope.ListLength).ToArray();
        return Splice(message, envelope.ListStart, envelope.ListLength);
    }

    // The SDK numbers its requests from 1, and an inspection makes no more than a few a page.
    private bool IsOurs(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= 100 + (3 * guard.Limits.MaxPages);

    // Programs that log to their standard output are common; their lines are passed over, but counted and remembered.
    private ReadOnlyMemory<byte> Stray(ReadOnlySpan<byte> text)
    {
        guard.Note($"it sent something that is not JSON-RPC: {Excerpt(text)}");
        guard.CountUnasked();
        return default;
    }

    private static ReadOnlyMemory<byte> Splice(ReadOnlyMemory<byte> message, int start, int length)
    {
        var spliced = new byte[message.Length - length + EmptyList.Length];
        message[..start].CopyTo(spliced);
        EmptyList.CopyTo(spliced.AsMemory(start));
        message[(start + length)..].CopyTo(spliced.AsMemory(start + EmptyList.Length));
        return spliced;
    }

    // Utf8JsonReader tells "too deep" from "malformed" by its message alone.
    private static bool IsTooDeep(JsonException problem) => problem.Message.Contains("maximum configured depth", StringComparison.Ordinal);

    /// <summary>The first characters of a stranger's text, fit for a sentence in a log.</summary>
    public static string Excerpt(ReadOnlySpan<byte> text) => Plain.Sentence(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 200)]), 80);
}

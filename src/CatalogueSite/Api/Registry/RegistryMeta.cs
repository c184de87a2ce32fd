using System.Text;
using System.Text.Json;

namespace Catalogue.Site.Api.Registry;

/// <summary>Puts our member into an entry's <c>_meta</c> and leaves every other byte of the entry as it was.</summary>
internal static class RegistryMeta
{
    /// <param name="raw">An entry: a JSON object.</param>
    /// <param name="key">The member's name.</param>
    /// <param name="value">Its value as JSON.</param>
    /// <exception cref="JsonException">The entry is no JSON object.</exception>
    public static byte[] Add(ReadOnlyMemory<byte> raw, string key, byte[] value)
    {
        var places = Find(raw.Span, key);
        var member = Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(key)}:{Encoding.UTF8.GetString(value)}");
        using var stream = new MemoryStream();
        var bytes = raw.Span;
        if (places.Meta is not { } meta)
        {
            stream.Write(bytes[..places.End]);
            if (places.AnyMember) stream.WriteByte((byte)',');
            stream.Write("\"_meta\":{"u8);
            stream.Write(member);
            stream.WriteByte((byte)'}');
            stream.Write(bytes[places.End..]);
            return stream.ToArray();
        }
        stream.Write(bytes[..meta.Start]);
        if (places.Claimed) stream.Write(Without(bytes[meta.Start..meta.End], key));
        else stream.Write(bytes[meta.Start..meta.End]);
        if (places.AnyInMeta) stream.WriteByte((byte)',');
        stream.Write(member);
        stream.Write(bytes[meta.End..]);
        return stream.ToArray();
    }

    // A stranger's claim to our own key must not go out: the members beside it are written anew.
    private static byte[] Without(ReadOnlySpan<byte> members, string key)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes("{" + Encoding.UTF8.GetString(members) + "}"));
        var kept = document.RootElement.EnumerateObject().Where(member => member.Name != key).Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Value.GetRawText()}");
        return Encoding.UTF8.GetBytes(string.Join(',', kept));
    }

    // Where the members of the last _meta lie (between its braces), and where the entry's closing brace is.
    private static Places Find(ReadOnlySpan<byte> raw, string key)
    {
        var reader = new Utf8JsonReader(raw);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("The entry is no JSON object.");
        var places = new Places();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            places.AnyMember = true;
            var isMeta = reader.ValueTextEquals("_meta"u8);
            reader.Read();
            if (!isMeta || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            var start = (int)reader.BytesConsumed;
            (places.Claimed, var others) = (false, 0);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(key)) places.Claimed = true;
                else others++;
                reader.Read();
                reader.Skip();
            }
            places.AnyInMeta = others > 0;
            places.Meta = (start, (int)reader.TokenStartIndex);
        }
        places.End = (int)reader.TokenStartIndex;
        return places;
    }

    private struct Places
    {
        public (int Start, int End)? Meta;
        public bool Claimed;
        public bool AnyInMeta;
        public bool AnyMember;
        public int End;
    }
}

using System.Text.Json;

namespace Catalogue.Classifier.Model;

/// <summary>Writes a verdict with the framework's writer, for the API and the dump.</summary>
internal readonly struct FrameworkMembers(Utf8JsonWriter writer) : IVerdictMembers
{
    public void StartObject() => writer.WriteStartObject();

    public void EndObject() => writer.WriteEndObject();

    public void StartList(ReadOnlySpan<byte> name) => writer.WriteStartArray(name);

    public void EndList() => writer.WriteEndArray();

    public void Text(ReadOnlySpan<byte> name, string value) => writer.WriteString(name, value);

    public void Item(string value) => writer.WriteStringValue(value);

    public void Number(ReadOnlySpan<byte> name, int value) => writer.WriteNumber(name, value);

    public void Flag(ReadOnlySpan<byte> name, bool value) => writer.WriteBoolean(name, value);
}

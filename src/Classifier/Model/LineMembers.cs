using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Model;

/// <summary>Writes a verdict with our own writer of JSON lines, for <c>assess</c>.</summary>
internal readonly struct LineMembers(JsonLine line) : IVerdictMembers
{
    public void StartObject() => line.StartObject();

    public void EndObject() => line.EndObject();

    public void StartList(ReadOnlySpan<byte> name) => line.StartList(name);

    public void EndList() => line.EndList();

    public void Text(ReadOnlySpan<byte> name, string value) => line.Text(name, value);

    public void Item(string value) => line.Item(value);

    public void Number(ReadOnlySpan<byte> name, int value) => line.Number(name, value);

    public void Flag(ReadOnlySpan<byte> name, bool value) => line.Flag(name, value);
}

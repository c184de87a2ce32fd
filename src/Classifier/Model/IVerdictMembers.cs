namespace Catalogue.Classifier.Model;

/// <summary>What a verdict is written with, so that its shape is told once (<see cref="VerdictJson"/>) for two writers.</summary>
internal interface IVerdictMembers
{
    void StartObject();

    void EndObject();

    void StartList(ReadOnlySpan<byte> name);

    void EndList();

    void Text(ReadOnlySpan<byte> name, string value);

    void Item(string value);

    void Number(ReadOnlySpan<byte> name, int value);

    void Flag(ReadOnlySpan<byte> name, bool value);
}

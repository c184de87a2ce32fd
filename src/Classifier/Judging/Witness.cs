using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Judging;

/// <summary>A judged action as one voice among those that decide the category.</summary>
/// <param name="Index">Its place among the judged actions, −1 for none.</param>
/// <param name="Category">Its category.</param>
/// <param name="Weight">Its weight.</param>
internal readonly record struct Witness(int Index, Category Category, int Weight)
{
    /// <summary>Nobody.</summary>
    public static Witness None => new(-1, Category.Read, 0);

    /// <summary>Whether there is one.</summary>
    public bool Exists => Index >= 0;
}

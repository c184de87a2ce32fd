namespace Catalogue.Crawler.Storage.Migrations;

/// <summary>One numbered step of the schema. A step that was released is never edited; the next change is the next number.</summary>
/// <param name="Number">1, 2, 3, …</param>
/// <param name="Title">What it does, in a few words.</param>
/// <param name="Sql">Statements for both databases; <c>{blob}</c> stands for the type of bytes.</param>
internal sealed record Migration(int Number, string Title, string Sql)
{
    /// <summary>Every step, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [InitialSchema.Migration, ListHashes.Migration];
}

using System.Text;

namespace Catalogue.Site.Policies.Text;

/// <summary>What products make of tool names before they compare them. Rather too much is taken for the same than too little.</summary>
internal static class NameForms
{
    /// <summary>For products that do not tell upper from lower case.</summary>
    public static string IgnoringCase(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return name; // half a character: no file carries it
        }
    }

    /// <summary>For products that put an underscore in the place of every character that is none of these.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kept">The characters that stay besides ASCII letters and digits.</param>
    public static string WithUnderscores(string name, string kept) =>
        string.Create(name.Length, (name, kept), static (target, source) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                var character = source.name[index];
                target[index] = char.IsAsciiLetterOrDigit(character) || source.kept.Contains(character, StringComparison.Ordinal) ? character : '_';
            }
        });
}

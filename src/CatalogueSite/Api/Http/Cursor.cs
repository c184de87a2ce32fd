using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Catalogue.Site.Api.Http;

/// <summary>Opaque page cursors: the place to go on from, marked with the list it belongs to.</summary>
public static class Cursor
{
    /// <summary>Makes a cursor.</summary>
    /// <param name="list">A short mark of the list (<c>s</c> for search).</param>
    /// <param name="place">Where to go on.</param>
    public static string Create(string list, string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}:{place}"));

    /// <summary>Makes a cursor from a number.</summary>
    public static string Create(string list, long place) => Create(list, place.ToString(CultureInfo.InvariantCulture));

    /// <summary>The place of a cursor, or null when none was given.</summary>
    /// <exception cref="ApiProblem">It is not a cursor of this list.</exception>
    public static string? Read(string list, string cursor)
    {
        if (cursor.Length == 0) return null;
        if (cursor.Length <= 1024 && Base64Url.IsValid(cursor))
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            if (text.StartsWith(list + ":", StringComparison.Ordinal)) return text[(list.Length + 1)..];
        }
        throw Bad();
    }

    /// <summary>The number of a cursor, or null when none was given.</summary>
    /// <exception cref="ApiProblem">It is not a cursor of this list.</exception>
    public static long? ReadNumber(string list, string cursor)
    {
        var place = Read(list, cursor);
        if (place is null) return null;
        return long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad();
    }

    private static ApiProblem Bad() => ApiProblem.BadParameter("cursor", "'cursor' must be the nextCursor of an earlier answer of this same list, unchanged.");
}

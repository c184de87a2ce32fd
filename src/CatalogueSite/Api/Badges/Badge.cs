using System.Globalization;

namespace Catalogue.Site.Api.Badges;

/// <summary>Draws a badge. Its texts are the catalogue's own words, never strangers'.</summary>
internal static class Badge
{
    private const double LetterWidth = 6.8;
    private const int Padding = 8;

    /// <param name="label">Left, on dark grey.</param>
    /// <param name="value">Right.</param>
    /// <param name="color">Its background; white on it must be readable (4.5 to 1).</param>
    public static string Write(string label, string value, string color)
    {
        var left = Width(label);
        var right = Width(value);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{label}: {value}">
              <title>{label}: {value}</title>
              <rect width="{left + right}" height="20" rx="3" fill="{color}"/>
              <path d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#3c4043"/>
              <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" aria-hidden="true">
                <text x="{left / 2.0}" y="14" textLength="{left - (2 * Padding)}">{label}</text>
                <text x="{left + (right / 2.0)}" y="14" textLength="{right - (2 * Padding)}">{value}</text>
              </g>
            </svg>

            """).ReplaceLineEndings("\n");
    }

    private static int Width(string text) => (int)Math.Ceiling(text.Length * LetterWidth) + (2 * Padding);
}

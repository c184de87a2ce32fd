using System.Text;
using System.Xml;

namespace Catalogue.Site.Api.Feeds;

/// <summary>Makes strangers' text fit for XML.</summary>
internal static class WellFormed
{
    /// <summary>The text with what XML 1.0 forbids, and what turns the reading direction, replaced by U+FFFD.</summary>
    public static string Clean(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                builder.Append(c).Append(text[++i]);
                continue;
            }
            var turns = c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
            builder.Append(XmlConvert.IsXmlChar(c) && !turns && (!char.IsControl(c) || c is '\t' or '\n') ? c : '\ufffd');
        }
        return builder.ToString();
    }
}

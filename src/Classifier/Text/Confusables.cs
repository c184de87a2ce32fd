using System.Collections.Frozen;

namespace Catalogue.Classifier.Text;

/// <summary>Letters of other scripts that look like Latin ones, after folding to lower case.</summary>
internal static class Confusables
{
    /// <summary>Each group: a Latin letter, then what is taken for it (Cyrillic, Greek, Armenian, Cherokee, Lisu, small capitals).</summary>
    private const string Groups =
        "aаαɑᴀꭺꓮ bвьъβʙᏼꮟꓐ cсϲᴄꮯꓚ dԁᴅꭰꓓ eеёєεᴇꭼꓰ fғꜰꓝ gɡցԍɢꓖ hһнհʜꮋꓧ iіїιıɪꭵꓲ jјյϳᴊꭻꓙ kкκᴋꮶꓗ lӏʟǀꮮꓡ " +
        "mмᴍꮇꓟ nпηոɴꓠ oоοօᴏꓳ pрρᴘꮲꓑ qԛգ rгяʀꮁꓣ sѕꜱꮪꓢ tтτᴛꭲꓔ uυսᴜꓴ vνѵᴠꮩꓦ wԝωшաᴡꮃꓪ xхχҳꓫ yуүγʏꓬ zᴢꮓꓜ";

    private static readonly FrozenDictionary<char, char> Map = Groups.Split(' ')
        .SelectMany(group => group[1..].Select(alike => (alike, latin: group[0])))
        .ToFrozenDictionary(pair => pair.alike, pair => pair.latin);

    /// <summary>The Latin letter that a folded character is taken for, or <c>'\0'</c>.</summary>
    public static char LatinFor(char c) => Map.TryGetValue(c, out var latin) ? latin : '\0';
}

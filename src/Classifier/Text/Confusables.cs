namespace Catalogue.Classifier.Text;

/// <summary>Letters of other scripts that look like Latin ones, after folding to lower case.</summary>
internal static class Confusables
{
    /// <summary>Each group: a Latin letter, then what is taken for it (Cyrillic, Greek, Armenian, Cherokee, Lisu, small capitals).</summary>
    private const string Groups =
        "aаαɑᴀꭺꓮ bвьъβʙᏼꮟꓐ cсϲᴄꮯꓚ dԁᴅꭰꓓ eеёєεᴇꭼꓰ fғꜰꓝ gɡցԍɢꓖ hһнհʜꮋꓧ iіїιıɪꭵꓲ jјյϳᴊꭻꓙ kкκᴋꮶꓗ lӏʟǀꮮꓡ " +
        "mмᴍꮇꓟ nпηոɴꓠ oоοօᴏꓳ pрρᴘꮲꓑ qԛգ rгяʀꮁꓣ sѕꜱꮪꓢ tтτᴛꭲꓔ uυսᴜꓴ vνѵᴠꮩꓦ wԝωшաᴡꮃꓪ xхχҳꓫ yуүγʏꓬ zᴢꮓꓜ";

    /// <summary>The Latin letter that a folded character is taken for, or <c>'\0'</c>.</summary>
    public static char LatinFor(char c)
    {
        var at = c < 0x80 ? -1 : Groups.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? '\0' : Groups[Groups.LastIndexOf(' ', at) + 1];
    }
}

namespace Catalogue.Site.Search.Postings;

/// <summary>
/// The byte beside each posting: which fields of the tool hold the word (the four high bits), and how strongly the
/// description speaks of it (the low four: 0 not at all, 15 at once and briefly).
/// </summary>
internal static class FieldMask
{
    public const int Name = 0x80;
    public const int Title = 0x40;
    public const int Server = 0x20;
    public const int Other = 0x10;
    public const int Text = 0x0f;

    private const float K = 1.2f;
    private const float B = 0.5f;
    private const float MeanLength = 26;

    /// <summary>What each mask is worth: the best field counts whole, the others a little.</summary>
    public static readonly float[] Worth = CreateWorth();

    /// <summary>The strength of a word that a description of <paramref name="length"/> words holds <paramref name="count"/> times, first at <paramref name="first"/>.</summary>
    public static int TextStrength(int count, int length, int first)
    {
        var saturated = count / (count + (K * (1 - B + (B * length / MeanLength))));
        var early = first < 8 ? 1f : first < 25 ? 0.85f : 0.7f;
        return Math.Clamp((int)MathF.Round(saturated * early * 20), 1, 15);
    }

    /// <summary>Where both words stand in the same field.</summary>
    public static int Both(int a, int b) => (a & b & 0xf0) | Math.Min(a & Text, b & Text);

    private static float[] CreateWorth()
    {
        var worth = new float[256];
        for (var mask = 0; mask < worth.Length; mask++)
        {
            Span<float> fields =
            [
                (mask & Name) != 0 ? 1f : 0,
                (mask & Title) != 0 ? 0.8f : 0,
                (mask & Server) != 0 ? 0.6f : 0,
                (mask & Other) != 0 ? 0.22f : 0,
                0.5f * (mask & Text) / 15f,
            ];
            float best = 0, sum = 0;
            foreach (var value in fields)
            {
                best = Math.Max(best, value);
                sum += value;
            }
            worth[mask] = best + (0.12f * (sum - best));
        }
        return worth;
    }
}

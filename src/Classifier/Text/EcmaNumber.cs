using System.Globalization;
using System.Text;

namespace Catalogue.Classifier.Text;

/// <summary>Numbers as ECMAScript writes them (RFC 8785, section 3.2.2.3).</summary>
internal static class EcmaNumber
{
    /// <summary>
    /// The canonical spelling of a JSON number. One too large for a double keeps its own spelling:
    /// RFC 8785 has none for it, and two definitions that differ must not share a hash.
    /// </summary>
    public static string Format(ReadOnlySpan<byte> literal)
    {
        return double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? Format(value)
            : Encoding.UTF8.GetString(literal);
    }

    /// <summary>The canonical spelling of a finite number.</summary>
    public static string Format(double value)
    {
        if (value == 0) return "0";
        var (digits, exponent) = Digits(Math.Abs(value));
        var sign = value < 0 ? "-" : "";
        var count = digits.Length;
        if (exponent is > 0 and <= 21)
        {
            return exponent >= count
                ? sign + digits + new string('0', exponent - count)
                : $"{sign}{digits.AsSpan(0, exponent)}.{digits.AsSpan(exponent)}";
        }
        if (exponent is > -6 and <= 0) return $"{sign}0.{new string('0', -exponent)}{digits}";
        var power = exponent - 1;
        var tail = $"e{(power < 0 ? '-' : '+')}{Math.Abs(power).ToString(CultureInfo.InvariantCulture)}";
        return count == 1 ? sign + digits + tail : $"{sign}{digits[0]}.{digits.AsSpan(1)}{tail}";
    }

    /// <summary>The shortest digits that read back as the value, and the exponent with which 0.digits × 10^exponent is it.</summary>
    private static (string Digits, int Exponent) Digits(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var power = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), (point < 0 ? mantissa.Length : point) - zeros + power);
    }
}

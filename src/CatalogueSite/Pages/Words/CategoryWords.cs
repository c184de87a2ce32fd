using Catalogue.Classifier.Model;

namespace Catalogue.Site.Pages.Words;

/// <summary>What the site says of one category.</summary>
/// <param name="Style">Its CSS class.</param>
/// <param name="Icon">Its shape, as inline SVG.</param>
/// <param name="ACall">Completes "A call of such a tool can …".</param>
/// <param name="Statement">The risk statement: what goes wrong, and how fast.</param>
/// <param name="Level">The risk it has by itself.</param>
public sealed record CategoryWords(string Style, string Icon, string ACall, string Statement, string Level)
{
    private static readonly CategoryWords[] All =
    [
        new("c-r", Svg("<circle cx=\"8\" cy=\"8\" r=\"5.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.4\"/>"),
            "read, search, list, compute or convert, and changes nothing",
            "A reading tool changes nothing by itself. What it can cost is secrecy: whatever it returns enters the model’s context, and from there any tool that sends can carry it away. Where it returns text that others wrote, that text can carry instructions to the model.",
            "Low, and Medium where it returns secrets, private messages or whole files, or fetches any address"),
        new("c-w", Svg("<path d=\"M2.5 13.5 13.5 2.5v11z\" fill=\"currentColor\"/>"),
            "create, change, upload or send something that can be put right again",
            "A writing tool changes things that a person can put right, one at a time. An agent in a loop makes more of them than anyone can put right, and what is sent to others can’t be called back.",
            "Medium, and High where what is sent leaves the organisation"),
        new("c-x", Svg("<path d=\"M3.5 1.8v12.4L14 8z\" fill=\"currentColor\"/>"),
            "run code, a command, a query or a workflow, or drive a browser, a device or a machine",
            "An executing tool does whatever its argument says, and the argument is written by a model that may have read hostile text a moment ago. What it can do is bounded by the account it runs under, not by its description.",
            "High, and Critical where the argument is free code or a shell command"),
        new("c-f", Svg("<path d=\"M8 1 15 8l-7 7-7-7z\" fill=\"currentColor\"/>"),
            "move, charge, refund, commit or trade money or assets of value",
            "A financial tool spends. A wrong amount, a wrong recipient or a repeated call costs real money at once, and getting it back depends on somebody else’s good will.",
            "Critical"),
        new("c-d", Svg("<path d=\"M1.5 1.500h13v13h-13zM5.3 4.1 4.1 5.3 6.8 8 4.1 10.7 5.3 11.9 8 9.2 10.7 11.9 11.9 10.7 9.2 8 11.9 5.3 10.7 4.1 8 6.800z\" fill=\"currentColor\" fill-rule=\"evenodd\"/>"),
            "delete, revoke, terminate or overwrite something that existed before",
            "A destructive tool takes away something that was there, and there may be no way back. An agent can call it in a loop, at machine speed, on a misread instruction or on one that somebody planted in a web page. So it is blocked by default and should be allowed only with a person’s explicit approval.",
            "Critical"),
    ];

    /// <summary>The words for a category.</summary>
    public static CategoryWords Of(Category category) => All[(int)category];

    /// <summary>The CSS class for what a piece of evidence speaks for: a category's, else that of capabilities.</summary>
    public static string StyleOf(string speaksFor) =>
        Enum.TryParse<Category>(speaksFor, out var category) ? Of(category).Style : "c-c";

    private static string Svg(string shape) => $"<svg class=\"g\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">{shape}</svg>";
}

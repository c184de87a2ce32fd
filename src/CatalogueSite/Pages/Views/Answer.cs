using System.Text;
using Catalogue.Site.Pages.Text;

namespace Catalogue.Site.Pages.Views;

/// <summary>One question with its answer, in HTML for readers and in plain text for machines: both say the same.</summary>
public sealed class Answer
{
    private readonly StringBuilder _html = new();
    private readonly StringBuilder _plain = new();

    /// <summary>Begins an answer.</summary>
    public Answer(string id, string question)
    {
        Id = id;
        Question = VisibleText.Plain(question);
    }

    /// <summary>Anchor of the question.</summary>
    public string Id { get; }

    /// <summary>The question in plain text.</summary>
    public string Question { get; }

    /// <summary>The answer as safe HTML.</summary>
    public string Html => _html.ToString();

    /// <summary>The answer in plain text.</summary>
    public string Plain => _plain.ToString();

    /// <summary>Adds words.</summary>
    public Answer Say(string words)
    {
        _html.Append(VisibleText.Html(words));
        _plain.Append(VisibleText.Plain(words));
        return this;
    }

    /// <summary>Adds a name or a snippet in a monospaced face.</summary>
    public Answer Code(string code)
    {
        _html.Append("<code><bdi>").Append(VisibleText.Html(code)).Append("</bdi></code>");
        _plain.Append(VisibleText.Plain(code));
        return this;
    }

    /// <summary>Adds words that lead somewhere.</summary>
    public Answer Link(string words, string address)
    {
        _html.Append("<a href=\"").Append(VisibleText.Html(address)).Append("\"><bdi>").Append(VisibleText.Html(words)).Append("</bdi></a>");
        _plain.Append(VisibleText.Plain(words));
        return this;
    }
}

using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Views;

namespace Catalogue.Site.Tests.Pages.Views;

public sealed class NoteBookTests
{
    private readonly NoteBook _notes = new(new Verdict
    {
        Category = Category.Destructive,
        Risk = RiskLevel.Critical,
        Confidence = Confidence.Medium,
        Evidence =
        [
            new Evidence("verb-delete", "Destructive", 60, new Span("description", 3, 7, "deletes")),
            new Evidence("verb-delete", "Destructive", 90, new Span("name", 0, 6, "delete")),
        ],
        CounterEvidence = [new Evidence("word-draft", "Read", 30, new Span("description", 20, 5, "draft"))],
        Findings = [new Finding("hidden-characters", FindingClass.Poisoning, RiskLevel.High, new Span("outputSchema/title", 0, 1, "\u200B"), "It hides something.")],
        Definition = "sha256:",
        Context = "sha256:",
        RuleSet = "sha256:",
    });

    [Fact]
    public void Numbers_notes_in_the_order_in_which_a_reader_meets_them() =>
        _notes.Notes.Select(note => (note.Number, note.Rule)).ShouldBe([(1, "verb-delete"), (2, "word-draft"), (3, "hidden-characters")]);

    [Fact]
    public void Writes_one_note_for_a_rule_that_fires_in_several_places() => _notes.Notes[0].Places.ShouldBe(2);

    [Fact]
    public void Draws_counter_evidence_and_findings_otherwise() =>
        _notes.Notes.Select(note => note.Style).ShouldBe(["c-d", "c-r not", "fnd"]);

    [Fact]
    public void Hands_out_what_no_field_took()
    {
        _notes.Take("name");
        _notes.Take("description");
        _notes.Left().Select(left => left.Note.Rule).ShouldBe(["hidden-characters"]);
    }

    [Fact]
    public void Keeps_marks_in_place_when_leading_white_space_is_not_shown()
    {
        var notes = new NoteBook([new Finding("r", FindingClass.Hygiene, RiskLevel.Low, new Span("instructions", 6, 4, "word"), "m")]);
        notes.Html("instructions", "\n   a word ").ShouldStartWith("a <mark class=\"fnd\">word</mark>");
    }
}

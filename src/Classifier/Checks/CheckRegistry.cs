namespace Catalogue.Classifier.Checks;

/// <summary>Every check, by name: a new one is one class, one line here and one test.</summary>
internal static class CheckRegistry
{
    /// <summary>Creates the checks, by id.</summary>
    public static IReadOnlyList<FindingCheck> Create(KnownConcepts words) =>
    [
        new AnnotationContradiction(),
        new ApprovalBypass(),
        new AuthoritySpoofing(words),
        new BidirectionalControls(),
        new CoerciveThreat(),
        new ConcealmentFromUser(),
        new CrossToolShadowing(),
        new CutText(),
        new DataExfiltration(),
        new DelayedTrigger(),
        new DisguisedText(words),
        new DuplicateKeys(),
        new EmbeddedSecret(),
        new EncodedPayload(words),
        new ExfiltrationParameters(),
        new HiddenCharacters(),
        new HiddenComment(words),
        new ImpersonatedUser(),
        new InjectedCommand(),
        new InstructionOverride(),
        new MarkdownExfiltration(),
        new NameOutsideSpecification(),
        new ParameterRequest(),
        new PreferenceSteering(),
        new ResponseSteering(),
        new SecretRequest(),
        new SleeperTool(),
        new TerminalEscapes(),
        new WhitespaceHiding(words),
    ];
}

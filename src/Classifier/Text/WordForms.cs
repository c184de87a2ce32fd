namespace Catalogue.Classifier.Text;

/// <summary>How a word stands to its lemma. One spelling can be several forms (<c>posts</c>, <c>read</c>).</summary>
[Flags]
internal enum WordForms : byte
{
    None = 0,

    /// <summary>delete</summary>
    Base = 1,

    /// <summary>deletes</summary>
    Third = 2,

    /// <summary>deleting</summary>
    Ing = 4,

    /// <summary>deleted</summary>
    Past = 8,

    /// <summary>removal, deletion</summary>
    Nominal = 16,

    /// <summary>remover, cleaner</summary>
    Agent = 32,

    /// <summary>files</summary>
    Plural = 64,
}

/// <summary>What a word does in a sentence or a name, beyond its meaning: the lists of <c>words.yaml</c>.</summary>
[Flags]
internal enum WordClasses : ushort
{
    None = 0,

    /// <summary>A verb of some rule.</summary>
    Verb = 1 << 0,

    /// <summary>A verb that is a noun more often (order, post, file).</summary>
    NounFirst = 1 << 1,

    /// <summary>A verb that is often a noun too (run, build, test): a verb where it leads.</summary>
    VerbFirst = 1 << 2,

    /// <summary>A noun for a property of something (status, id): before it a verb-like word is a noun.</summary>
    Property = 1 << 3,

    /// <summary>Says how, and is passed over on the way to the verb (batch, bulk, safely).</summary>
    Modifier = 1 << 4,

    /// <summary>for, from, in, by …</summary>
    Preposition = 1 << 5,

    /// <summary>and, or, then</summary>
    Conjunction = 1 << 6,

    /// <summary>the, a, this, all …</summary>
    Determiner = 1 << 7,

    /// <summary>not, never, without …</summary>
    Negation = 1 << 8,

    /// <summary>The tool speaking of itself: tool, function, endpoint …</summary>
    Subject = 1 << 9,

    /// <summary>Leads to the verb that counts: allows, used, helps, ability, to …</summary>
    LeadIn = 1 << 10,

    /// <summary>Names the parameter that chooses what is done: action, operation, mode …</summary>
    ModeName = 1 << 11,

    /// <summary>A relative or conditional word behind which another's action is told: that, which, if, when …</summary>
    Relative = 1 << 12,

    /// <summary>A noun for a part or kind of something (items, data): before it a noun-like verb is a noun.</summary>
    Part = 1 << 13,

    /// <summary>A spelling of another language, whose sentences are built otherwise.</summary>
    Foreign = 1 << 14,
}

/// <summary>
/// What the rules want to know of a word: read with the word itself, so that most words of a definition are passed over
/// without asking any table.
/// </summary>
[Flags]
internal enum WordTraits : byte
{
    None = 0,

    /// <summary>A phrase may begin with it whose next word need not follow at once, or that has none.</summary>
    LooseAnchor = 1 << 0,

    /// <summary>A rule fires on it.</summary>
    Rule = 1 << 1,

    /// <summary>A rule fires on it in the name of a parameter.</summary>
    Parameter = 1 << 2,

    /// <summary>Rules of actions go by it as the verb.</summary>
    Acts = 1 << 3,

    /// <summary>Rules of actions go by it as the object, whatever the verb.</summary>
    Object = 1 << 4,

    /// <summary>Of a token: a phrase does begin with it.</summary>
    InPhrase = 1 << 5,

    /// <summary>A rule asks for it, or that it be missing, among what an action acts on.</summary>
    Asked = 1 << 6,

    /// <summary>A rule asks for it, or that it be missing, anywhere in the tool.</summary>
    Condition = 1 << 7,
}

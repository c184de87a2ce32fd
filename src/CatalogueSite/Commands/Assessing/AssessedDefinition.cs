using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Sources;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>One definition of the input with its verdict.</summary>
/// <param name="Line">Its line, or its place in a saved <c>tools/list</c>.</param>
/// <param name="Declared">The definition.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Explanation">What fired and what almost did, where that was asked for.</param>
public sealed record AssessedDefinition(int Line, DeclaredDefinition Declared, Verdict Verdict, Explanation? Explanation);

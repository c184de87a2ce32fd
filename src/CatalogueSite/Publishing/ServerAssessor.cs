using Catalogue.Classifier;
using Catalogue.Classifier.Flows;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Publishing;

/// <summary>From a stored server to its verdicts, findings, flow and risk. Pure.</summary>
public sealed class ServerAssessor(RiskClassifier classifier)
{
    /// <summary>Assesses one server with all its tools; removed tools keep a verdict but count for nothing.</summary>
    public AssessedServer Assess(ServerRecord server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var context = new ServerContext(server.Name, server.Tools.Where(tool => tool.RemovedAt is null).Select(tool => tool.Name));
        var tools = server.Tools.Select(tool => new AssessedTool(tool, classifier.Assess(tool.Definition, context))).ToList();
        var present = tools.FindAll(tool => tool.Present);
        var findings = server.Observation.Instructions is { Length: > 0 } text ? classifier.AssessInstructions(text, context) : [];
        var flow = ToxicFlow.Find(present.Select(tool => new FlowTool(server.Name, tool.Record.Name, tool.Verdict.Capabilities)));
        return new AssessedServer
        {
            Record = server,
            Tools = tools,
            Findings = findings,
            Flow = flow,
            Risk = RiskOf(present, findings, flow),
        };
    }

    private static RiskLevel? RiskOf(List<AssessedTool> present, IReadOnlyList<Finding> findings, ToxicFlow flow)
    {
        if (present.Count == 0) return null;
        var worst = present.Max(tool => tool.Verdict.Risk);
        var raised = flow.Kind == FlowKind.Direct || findings.Any(finding => finding.Severity >= RiskLevel.High);
        return raised && worst < RiskLevel.High ? RiskLevel.High : worst;
    }
}

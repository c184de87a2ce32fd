using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Parameters through which a tool collects what its task does not need.</summary>
internal sealed class ExfiltrationParameters : DefinitionCheck
{
    private const int FewParameters = 6;

    private static readonly NameTable Names = new()
    {
        { RiskLevel.High, "sshkeycontents", "idrsa" },
        { RiskLevel.Medium, "sidenote", "sidenotes", "toolslist", "fullconversation", "filecontentsfromdisk" },
        { RiskLevel.Low, "availabletools", "listoftools", "systemprompt", "systeminstructions", "conversationhistory", "chathistory", "fullcontext", "previousmessages", "usermessages", "chainofthought", "llmmodelname", "llmname", "llmmodel", "callingmodel", "assistantmodelname", "environmentvariables" },
    };

    private static readonly NameTable CatchAll = new()
    {
        { RiskLevel.Low, "debug", "debuginfo", "feedback", "extra", "extras", "notes", "metadata", "diagnostics", "telemetry", "misc", "other", "context", "_meta", "internal", "comment" },
    };

    private static readonly string[] TalkSubjects =
        ["chat", "llm", "prompt", "model", "assistant", "conversation", "completion", "agent", "message", "ai", "gpt", "reason", "think", "memory", "generate"];

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "exfiltration-parameters", "Parameters that collect too much", RiskLevel.Medium,
        "parameters named for the conversation, the list of tools, the model's name or a side note; several catch-all parameters in a small tool",
        "A model fills parameters by their names. One called sidenote, tools_list or conversation_history collects data through an ordinary "
        + "call, without any order in the text. Names that chat services need honestly are noted as Low.",
        ["times(a, b, tools_list): a times b", "get_history(count, llm_model_name): Recent commands"],
        ["chat(messages, system_prompt, model): Sends messages to a language model", "add(a, b): Adds two numbers"],
        ["Bridges to other language models take a conversation or a system prompt by design."]);

    /// <inheritdoc/>
    public override string Message => "A parameter collects what the tool's task does not need.";

    /// <inheritdoc/>
    public override void Run(CheckRun run)
    {
        Span<char> plain = stackalloc char[40];
        var (catching, firstCatching) = (0, -1);
        var fields = run.Reader.Fields;
        for (var index = 0; index < fields.Length; index++)
        {
            ref readonly var field = ref fields[index];
            if (field.Role != TextRole.PropertyName || field.Part != TextPart.InputSchema || field.Length > plain.Length || field.Length == 0) continue;
            var name = run.Reader.Text(field);
            if (CatchAll.TryGet(name, out _))
            {
                if (catching++ == 0) firstCatching = index;
            }
            else if ((Names.MayHold(name) || IsSign(name[0]) || IsSign(name[^1])) && Names.TryGet(WithoutSigns(name, plain), out var severity) && !IsForTalking(run, severity))
            {
                run.Note(new Signal(this, severity, index, 0, name.Length, null, false));
            }
        }
        if (catching >= 3 && run.Reader.ParameterCount <= FewParameters)
            run.Note(new Signal(this, RiskLevel.Medium, firstCatching, 0, fields[firstCatching].Length, null, false));
    }

    private static ReadOnlySpan<char> WithoutSigns(ReadOnlySpan<char> name, Span<char> into)
    {
        var length = 0;
        foreach (var c in name)
        {
            if (!IsSign(c)) into[length++] = c;
        }
        return into[..length];
    }

    private static bool IsSign(char c) => c is '_' or '-' or ' ' or '.';

    /// <summary>Whether the tool's own name or description says that it talks to a model, for which a conversation is what it needs.</summary>
    private static bool IsForTalking(CheckRun run, RiskLevel severity)
    {
        if (severity > RiskLevel.Low) return false;
        foreach (var field in run.Reader.Fields)
        {
            if (field.Part is not (TextPart.Name or TextPart.Title)) continue;
            foreach (var subject in TalkSubjects)
            {
                if (run.Reader.Text(field).Contains(subject, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }
        return false;
    }
}

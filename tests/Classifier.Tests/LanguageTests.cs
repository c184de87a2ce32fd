using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Tests;

public sealed class LanguageTests
{
    private static readonly RiskClassifier Classifier = new(RuleSet.LoadEmbedded());

    [Theory]
    // Every convention of names.
    [InlineData("deleteUserAccount", Category.Destructive)]
    [InlineData("DELETE_USER", Category.Destructive)]
    [InlineData("users.delete", Category.Destructive)]
    [InlineData("listDNSRecords", Category.Read)]
    [InlineData("deletefile", Category.Destructive)]
    [InlineData("ｄｅｌｅｔｅ_page", Category.Destructive)]
    [InlineData("de\u200Blete_page", Category.Destructive)]
    // Word forms.
    [InlineData("accountRemoval", Category.Destructive)]
    [InlineData("order_cancellation", Category.Destructive)]
    [InlineData("list_deleted_rows", Category.Read)]
    // Compound verbs.
    [InlineData("tear_down_stack", Category.Destructive)]
    [InlineData("set_up_project", Category.Write)]
    // Nouns that look like verbs.
    [InlineData("order_status", Category.Read)]
    [InlineData("get_build", Category.Read)]
    [InlineData("run_id", Category.Read)]
    // What the sentence says.
    [InlineData("tidy: Reads the log. Does not delete anything.", Category.Read)]
    [InlineData("page_tool: Reads a page. To remove it use delete_page instead.", Category.Read)]
    [InlineData("janitor: This tool deletes old backups.", Category.Destructive)]
    [InlineData("mail_helper: Allows you to create, update and delete labels.", Category.Destructive)]
    // Modes, code, methods.
    [InlineData("manage_thing(action=create|update|delete): Manages things.", Category.Destructive)]
    [InlineData("manage_thing(action=create|update): Manages things.", Category.Write)]
    [InlineData("http_request(url, method=GET|POST|DELETE): Sends an HTTP request.", Category.Execute)]
    [InlineData("execute_sql(sql): Executes SQL.", Category.Execute)]
    [InlineData("execute_sql(sql): Executes a read-only SQL query.", Category.Read)]
    // Annotations are claims.
    [InlineData("@readOnlyHint=true delete_page", Category.Destructive)]
    [InlineData("@readOnlyHint=true quantum_flux", Category.Read)]
    // Other languages.
    [InlineData("eliminar_archivo: Elimina un archivo.", Category.Destructive)]
    [InlineData("wenjian: 删除文件", Category.Destructive)]
    [InlineData("pairu: ファイルを削除します", Category.Destructive)]
    [InlineData("datei: Löscht eine Datei.", Category.Destructive)]
    [InlineData("fayl: Удаляет файл", Category.Destructive)]
    public void A_tool_is_read_as_a_careful_person_would(string tool, Category expected)
    {
        var example = ExampleTool.Parse(tool);
        Classifier.Assess(example.Definition, example.Context).Category.ShouldBe(expected);
    }

    [Theory]
    [InlineData("execute_sql(sql): Executes a read-only SQL query.", true)]
    [InlineData("@readOnlyHint=true quantum_flux", true)]
    [InlineData("@readOnlyHint=true get_flux: Gets the flux.", false)]
    public void A_reader_by_its_own_claim_only_is_told_apart(string tool, bool expected)
    {
        var example = ExampleTool.Parse(tool);
        Classifier.Assess(example.Definition, example.Context).ReaderByClaimOnly.ShouldBe(expected);
    }

    [Fact]
    public void A_bare_noun_gets_a_modest_verdict_that_says_so()
    {
        var verdict = Classifier.Assess(new ToolDefinition { Name = "quantum_flux" }, ServerContext.None);
        (verdict.Category, verdict.Risk, verdict.Confidence).ShouldBe((Category.Read, RiskLevel.Low, Confidence.Low));
        verdict.Evidence.ShouldHaveSingleItem().Rule.ShouldBe("no-effect-stated");
    }
}

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
    [InlineData("dosya_sil: Dosyayı siler.", Category.Destructive)]
    [InlineData("gorev: Görevi kalıcı olarak siler.", Category.Destructive)]
    [InlineData("siparisi_iptal_et: Siparişi iptal eder.", Category.Destructive)]
    [InlineData("aktif_gorev_ayarla: Aktif görevi ayarlar.", Category.Write)]
    [InlineData("not_ekle: Not ekler.", Category.Write)]
    [InlineData("mesaj_gonder: Mesaj gönderir.", Category.Write)]
    [InlineData("komut_calistir: Komutu çalıştırır.", Category.Execute)]
    [InlineData("odeme: Faturayı öde.", Category.Financial)]
    [InlineData("gorev_listele: Görevleri listeler.", Category.Read)]
    [InlineData("문서_삭제: 문서를 삭제합니다.", Category.Destructive)]
    [InlineData("doc_tool: 선택한 문서를 삭제합니다.", Category.Destructive)]
    [InlineData("예약_취소: 예약을 취소합니다.", Category.Destructive)]
    [InlineData("문서_생성: 새 문서를 생성합니다.", Category.Write)]
    [InlineData("메일_보내기: 메일을 보냅니다.", Category.Write)]
    [InlineData("명령_실행: 명령을 실행합니다.", Category.Execute)]
    [InlineData("송금: 돈을 송금합니다.", Category.Financial)]
    [InlineData("날씨_조회: 날씨 정보를 조회합니다.", Category.Read)]
    [InlineData("حذف_ملف: يحذف ملفا.", Category.Destructive)]
    [InlineData("file_tool: يحذف الملف نهائيا.", Category.Destructive)]
    [InlineData("إلغاء_الحجز: إلغاء الحجز.", Category.Destructive)]
    [InlineData("إنشاء_مستند: ينشئ مستندا جديدا.", Category.Write)]
    [InlineData("إرسال_رسالة: يرسل رسالة.", Category.Write)]
    [InlineData("تنفيذ_أمر: ينفذ أمرا.", Category.Execute)]
    [InlineData("دفع_فاتورة: يدفع فاتورة.", Category.Financial)]
    [InlineData("عرض_الملفات: يعرض قائمة الملفات.", Category.Read)]
    // What a description lists as its modes.
    [InlineData("records: Performs data work.\n- insert: Makes new records\n- delete: Takes records away", Category.Destructive)]
    [InlineData("manage_sites(action): Everything about sites. Args: action: what to do (list, submit, delete)", Category.Destructive)]
    [InlineData("manage_jobs(operation): Manages jobs. Operations: create-job, start-job.", Category.Execute)]
    [InlineData("create_box: Creates a box.\n- remove: whether the old one goes\n- clear: whether it is empty", Category.Write)]
    // A name of one word that is a noun as well, and a name's verb that the description says beside another.
    [InlineData("post: Scrapes the data of a post.", Category.Read)]
    [InlineData("run: Runs the job.", Category.Execute)]
    [InlineData("search_and_save: Searches articles and saves them.", Category.Write)]
    [InlineData("switch_to_frame", Category.Execute)]
    [InlineData("query(query, host): Executes a SQL query on the database.", Category.Execute)]
    [InlineData("logout: Invalidates the token of the session.", Category.Write)]
    [InlineData("sysreport_guide: Provides instructions for installing the reporter.", Category.Read)]
    [InlineData("start_batch(retention_mode): Starts a batch. Retention mode: whether results stay (RETAIN or REMOVE).", Category.Execute)]
    [InlineData("browser_emulate_media(media): Emulates a media type for the page, or clears what was emulated.", Category.Execute)]
    [InlineData("track_signup: Tracks a signup and creates a profile.", Category.Write)]
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

    [Theory]
    [InlineData("kuantum_akisi: Kuantum akısı.")]
    [InlineData("푸른하늘: 푸른 하늘 은하수.")]
    [InlineData("السماء_الزرقاء: السماء الزرقاء.")]
    [InlineData("अनजान_औज़ार: कुछ अनजान।")]
    [InlineData("უცნობი: უცნობი რამ.")]
    public void Words_of_a_language_nobody_taught_it_get_a_modest_verdict_with_low_confidence(string tool)
    {
        var example = ExampleTool.Parse(tool);
        var verdict = Classifier.Assess(example.Definition, example.Context);
        (verdict.Category, verdict.Confidence).ShouldBe((Category.Read, Confidence.Low));
        verdict.Evidence.Select(evidence => evidence.Rule).ShouldBe(["no-effect-stated"]);
    }

    [Theory]
    [InlineData("list_directory(path): Lists the files of a folder.", RiskLevel.Low)]
    [InlineData("get_file_info(path): Tells the size of a file.", RiskLevel.Low)]
    [InlineData("read_file(path): Reads a file.", RiskLevel.Medium)]
    [InlineData("read_document(file_path): Reads a document.", RiskLevel.Medium)]
    [InlineData("read_email(id): Reads an e-mail.", RiskLevel.Medium)]
    [InlineData("list_email_templates: Lists the templates.", RiskLevel.Low)]
    [InlineData("fetch(url): Fetches a page.", RiskLevel.Medium)]
    [InlineData("get_weather(city): Weather of a city.", RiskLevel.Low)]
    public void A_reader_is_of_medium_risk_where_whole_files_messages_or_any_address_come_back(string tool, RiskLevel expected)
    {
        var example = ExampleTool.Parse(tool);
        Classifier.Assess(example.Definition, example.Context).Risk.ShouldBe(expected);
    }

    [Fact]
    public void A_bare_noun_gets_a_modest_verdict_that_says_so()
    {
        var verdict = Classifier.Assess(new ToolDefinition { Name = "quantum_flux" }, ServerContext.None);
        (verdict.Category, verdict.Risk, verdict.Confidence).ShouldBe((Category.Read, RiskLevel.Low, Confidence.Low));
        verdict.Evidence.ShouldHaveSingleItem().Rule.ShouldBe("no-effect-stated");
    }
}

using Catalogue.Classifier.Model;
using Catalogue.Site.Commands.Assessing;

namespace Catalogue.Site.Tests.Commands.Assessing;

public class ServerNamesTests
{
    [Fact]
    public void A_context_holds_every_name_of_its_server_once_whatever_its_characters()
    {
        var names = new ServerNames();
        string[] tools = ["get_x", "löschen", "削除", "\uD83D\uDE00", "lone\uD800", "", "get_x", new string('é', 800_000), new string('a', 3_000_000)];
        foreach (var tool in tools)
        {
            names.Add("one", tool);
            names.Add("two", tool + "!");
        }
        names.ContextOf("one").ToolNames.ShouldBe(tools.Distinct(), ignoreOrder: true);
        names.ContextOf("two").ToolNames.ShouldBe(tools.Distinct().Select(tool => tool + "!"), ignoreOrder: true);
        names.ContextOf("one").ServerName.ShouldBe("one");
    }

    [Fact]
    public void A_context_is_made_once_while_it_is_used()
    {
        var names = new ServerNames();
        names.Add("s", "t");
        var context = names.ContextOf("s");
        names.ContextOf("s").ShouldBeSameAs(context);
        GC.KeepAlive(context);
    }

    [Fact]
    public void A_server_that_was_not_added_has_no_context() => new ServerNames().ContextOf("s").ShouldBeSameAs(ServerContext.None);
}

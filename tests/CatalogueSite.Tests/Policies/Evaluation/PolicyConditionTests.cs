using System.Text.Json;
using Catalogue.Site.Policies.Evaluation;

namespace Catalogue.Site.Tests.Policies.Evaluation;

public sealed class PolicyConditionTests
{
    [Theory]
    [InlineData("eq", "1", """{"a":{"b":1.0}}""", true)]
    [InlineData("eq", "\"1\"", """{"a":{"b":1}}""", false)]
    [InlineData("eq", "[1,2]", """{"a":{"b":[1,2]}}""", true)]
    [InlineData("neq", "1", """{"a":{"b":2}}""", true)]
    [InlineData("neq", "1", """{"a":{}}""", false)]
    [InlineData("in", "[\"x\",\"y\"]", """{"a":{"b":"y"}}""", true)]
    [InlineData("in", "[]", """{"a":{"b":"y"}}""", false)]
    [InlineData("not_in", "[\"x\"]", """{"a":{"b":"y"}}""", true)]
    [InlineData("not_in", "[\"x\"]", """{}""", false)]
    [InlineData("lt", "5", """{"a":{"b":4.9}}""", true)]
    [InlineData("lt", "5", """{"a":{"b":5}}""", false)]
    [InlineData("lte", "5", """{"a":{"b":5}}""", true)]
    [InlineData("gt", "5", """{"a":{"b":5}}""", false)]
    [InlineData("gte", "5", """{"a":{"b":5}}""", true)]
    [InlineData("gt", "5", """{"a":{"b":"9"}}""", false)]
    [InlineData("regex", "\"^a+$\"", """{"a":{"b":"aaa"}}""", true)]
    [InlineData("regex", "\"^a+$\"", """{"a":{"b":7}}""", false)]
    [InlineData("contains", "\"et\"", """{"a":{"b":"better"}}""", true)]
    [InlineData("contains", "2", """{"a":{"b":[1,2.0]}}""", true)]
    [InlineData("contains", "2", """{"a":{"b":{"2":1}}}""", false)]
    [InlineData("exists", "true", """{"a":{"b":null}}""", true)]
    [InlineData("exists", "true", """{"a":7}""", false)]
    [InlineData("exists", "false", """{"a":7}""", true)]
    public void Each_operator_compares_as_the_grammar_says(string word, string value, string arguments, bool holds)
    {
        using var wanted = JsonDocument.Parse(value);
        using var given = JsonDocument.Parse(arguments);
        new PolicyCondition("here", "args.a.b", word, wanted.RootElement).Holds(given.RootElement).ShouldBe(holds);
    }

    [Theory]
    [InlineData("args.a", "like", "1", "here.op: 'like' is not one of eq, neq")]
    [InlineData("state.a", "eq", "1", "here.path: 'state.a' must begin with 'args'.")]
    [InlineData("args.a", "in", "1", "here.value: 'in' wants a list.")]
    [InlineData("args.a", "lt", "\"1\"", "here.value: 'lt' wants a number.")]
    [InlineData("args.a", "regex", "\"(\"", "here.value: not a pattern")]
    [InlineData("args.a", "exists", "1", "here.value: 'exists' wants true or false.")]
    public void A_condition_that_cannot_be_used_says_where_and_why(string path, string word, string value, string message)
    {
        using var wanted = JsonDocument.Parse(value);
        Should.Throw<PolicyFileException>(() => new PolicyCondition("here", path, word, wanted.RootElement)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_pattern_with_a_look_ahead_works_too()
    {
        using var pattern = JsonDocument.Parse("\"^(?!.*\\\\.\\\\.)/safe/\"");
        using var inside = JsonDocument.Parse("""{"b":"/safe/x"}""");
        using var outside = JsonDocument.Parse("""{"b":"/safe/../x"}""");
        var condition = new PolicyCondition("here", "args.b", "regex", pattern.RootElement);
        condition.Holds(inside.RootElement).ShouldBeTrue();
        condition.Holds(outside.RootElement).ShouldBeFalse();
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(?=a)(a+)+$")]
    public void A_pattern_that_would_take_for_ever_gives_up_and_does_not_hold(string text)
    {
        using var pattern = JsonDocument.Parse(JsonSerializer.Serialize(text));
        using var given = JsonDocument.Parse($$"""{"b":"{{new string('a', 40)}}!"}""");
        new PolicyCondition("here", "args.b", "regex", pattern.RootElement).Holds(given.RootElement).ShouldBeFalse();
    }
}
